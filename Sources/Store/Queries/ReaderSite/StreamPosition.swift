/// The place of a post in a stream: streams are in the order of time, newest first, and of rows within a second.
public struct StreamPosition: Sendable, Equatable {
    /// Seconds since 1970.
    public let createdAt: Int64
    public let postID: Int64

    public init(createdAt: Int64, postID: Int64) {
        self.createdAt = createdAt
        self.postID = postID
    }

    /// The place before all posts.
    static let beginning = StreamPosition(createdAt: .max, postID: .max)
}
