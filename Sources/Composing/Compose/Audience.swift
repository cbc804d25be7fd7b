/// The audience of a post.
public enum Audience: Sendable, Equatable {
    case everyone
    /// The people in these aspects of the author, as they are when the post is made.
    case aspects([String])

    public var isPublic: Bool { self == .everyone }
}
