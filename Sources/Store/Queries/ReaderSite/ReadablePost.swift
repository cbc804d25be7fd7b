/// A post as a page for somebody who is signed in shows it.
public struct ReadablePost: Sendable, Equatable {
    public let id: Int64
    public let guid: String
    public let author: ReadablePerson
    public let isPublic: Bool
    /// Seconds since 1970.
    public let createdAt: Int64
    public let isEdited: Bool
    /// The first heading of the text, in plain words; nil for a note.
    public let title: String?
    /// The HTML of the text; empty for a reshare.
    public let html: String
    public let isNSFW: Bool
    /// The original of a reshare; nil if this is none.
    public let root: Root?
    /// Comments of people whom the reader ignores are left out.
    public let commentCount: Int
    public let likeCount: Int
    public let reshareCount: Int
    /// The names of the aspects for which the reader wrote it, in the reader's order; empty for others' posts.
    public let aspects: [String]
    /// Those of the original are in `root`.
    public let photos: [ReadablePhoto]
    public let poll: ReadablePoll?
    /// The name of the place that its author chose.
    public let place: String?
    public let own: OwnState

    /// The post that a reshare shows.
    public enum Root: Sendable, Equatable {
        case known(
            author: ReadablePerson, html: String, isNSFW: Bool, photos: [ReadablePhoto])
        /// An original that was deleted, or that this pod has not received.
        case missing
    }

    /// The reader's own answers to a post.
    public struct OwnState: Sendable, Equatable {
        public let isLiked: Bool
        /// Whether the reader reshared it, or the original of a reshare.
        public let isReshared: Bool
        /// Whether the reader is told of answers: to a post of their own, or one that they follow, unless they muted it.
        public let isFollowed: Bool
        public let isSaved: Bool
        /// Whether lists leave it out.
        public let isHidden: Bool
    }
}
