/// A kind of thing within which a GUID is taken: posts and reshares of posts are one kind, everything
/// else is its own.
///
/// Spec: diaspora* federation protocol: a GUID is unique within its type. Two things of different kinds
/// may have the same one, and neither hinders the other.
public enum GUIDKind: String, Hashable, Sendable, CaseIterable {
    case post
    case poll
    case comment
    case like
    case vote = "poll_participation"
    case photo
    case participation
    case conversation
    case message
    case event
    case eventParticipation = "event_participation"

    /// The names of the entities of this kind, as in ``Entity/name``.
    public var entityNames: [String] {
        self == .post ? [Entities.StatusMessage.name, Entities.Reshare.name] : [rawValue]
    }

    /// Reads the type that a retraction names.
    public init?(retracted type: String) {
        switch type {
        case "Post", "StatusMessage", "Reshare": self = .post
        case "Comment": self = .comment
        case "Like": self = .like
        case "PollParticipation": self = .vote
        case "Photo": self = .photo
        default: return nil
        }
    }
}

extension Entity {
    /// The kind within which its ``guid`` is taken; nil if it has none.
    public var guidKind: GUIDKind? {
        switch self {
        case .statusMessage, .reshare: .post
        case .comment: .comment
        case .like: .like
        case .pollParticipation: .vote
        case .photo: .photo
        case .participation: .participation
        case .conversation: .conversation
        case .message: .message
        case .event: .event
        case .eventParticipation: .eventParticipation
        case .contact, .profile, .retraction, .accountDeletion, .accountMigration: nil
        }
    }
}
