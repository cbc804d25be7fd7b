/// The place of a post in a stream: by the key that gives the stream its order, greatest first, and by rows within one key.
public struct StreamPosition: Sendable, Equatable {
    /// Seconds since 1970, in a stream by time.
    public let key: Int64
    /// The row of the post, or of whatever the list has.
    public let row: Int64

    public init(key: Int64, row: Int64) {
        self.key = key
        self.row = row
    }

    /// The place before all posts.
    static let beginning = StreamPosition(key: .max, row: .max)
}
