/// The receiver's knowledge of the entity that a ``RelatedReference`` names.
public struct RelatedEntity: Equatable, Sendable {
    public let author: DiasporaID
    /// Whether ``author`` is a person of this pod.
    public let isLocal: Bool
    public let isPublic: Bool
    /// The author of the topmost entity that this one belongs to, or of this one itself.
    public let rootAuthor: DiasporaID
    /// Whether ``rootAuthor`` is a person of this pod.
    public let isRootLocal: Bool

    /// Describes what belongs to nothing else: a post, a photo, a poll, an event.
    public init(author: DiasporaID, isLocal: Bool, isPublic: Bool = true) {
        self.init(
            author: author, isLocal: isLocal, isPublic: isPublic, rootAuthor: author,
            isRootLocal: isLocal)
    }

    /// Describes what belongs to a post: a comment, a like, a vote.
    public init(
        author: DiasporaID, isLocal: Bool, isPublic: Bool, rootAuthor: DiasporaID,
        isRootLocal: Bool
    ) {
        self.author = author
        self.isLocal = isLocal
        self.isPublic = isPublic
        self.rootAuthor = rootAuthor
        self.isRootLocal = isRootLocal
    }
}
