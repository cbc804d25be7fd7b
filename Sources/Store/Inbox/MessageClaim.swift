/// A message's claims about itself, and how far they are verified.
public struct MessageClaim: Sendable, Equatable {
    public enum Standing: Int, Sendable {
        /// Anybody may have written it.
        case unverified
        /// Signed by its sender.
        case verified
        /// Signed by a sender whom somebody here added.
        case added
    }

    public var sender: String?
    /// Differs from the sender of what is passed on.
    public var author: String?
    public var kind: String?
    public var standing: Standing

    public init(
        sender: String? = nil, author: String? = nil, kind: String? = nil,
        standing: Standing = .unverified
    ) {
        self.sender = sender
        self.author = author
        self.kind = kind
        self.standing = standing
    }
}
