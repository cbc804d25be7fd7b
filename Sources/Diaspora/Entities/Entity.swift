/// Something that stands alone in a message between pods.
public enum Entity: Equatable, Sendable {
    case statusMessage(Entities.StatusMessage)
    case photo(Entities.Photo)
    case event(Entities.Event)
    case comment(Entities.Comment)
    case like(Entities.Like)
    case pollParticipation(Entities.PollParticipation)
    case eventParticipation(Entities.EventParticipation)
    case participation(Entities.Participation)
    case reshare(Entities.Reshare)
    case contact(Entities.Contact)
    case profile(Entities.Profile)
    case conversation(Entities.Conversation)
    case message(Entities.Message)
    case retraction(Entities.Retraction)
    case accountDeletion(Entities.AccountDeletion)
    case accountMigration(Entities.AccountMigration)

    /// The name of the root element, such as `status_message`.
    public var name: String {
        switch self {
        case .statusMessage: Entities.StatusMessage.name
        case .photo: Entities.Photo.name
        case .event: Entities.Event.name
        case .comment: Entities.Comment.name
        case .like: Entities.Like.name
        case .pollParticipation: Entities.PollParticipation.name
        case .eventParticipation: Entities.EventParticipation.name
        case .participation: Entities.Participation.name
        case .reshare: Entities.Reshare.name
        case .contact: Entities.Contact.name
        case .profile: Entities.Profile.name
        case .conversation: Entities.Conversation.name
        case .message: Entities.Message.name
        case .retraction: Entities.Retraction.name
        case .accountDeletion: Entities.AccountDeletion.name
        case .accountMigration: Entities.AccountMigration.name
        }
    }

    public var author: DiasporaID {
        switch self {
        case .statusMessage(let entity): entity.author
        case .photo(let entity): entity.author
        case .event(let entity): entity.author
        case .comment(let entity): entity.author
        case .like(let entity): entity.author
        case .pollParticipation(let entity): entity.author
        case .eventParticipation(let entity): entity.author
        case .participation(let entity): entity.author
        case .reshare(let entity): entity.author
        case .contact(let entity): entity.author
        case .profile(let entity): entity.author
        case .conversation(let entity): entity.author
        case .message(let entity): entity.author
        case .retraction(let entity): entity.author
        case .accountDeletion(let entity): entity.author
        case .accountMigration(let entity): entity.author
        }
    }

    /// The entity's GUID; nil for contacts, profiles, retractions, and messages about accounts.
    public var guid: GUID? {
        switch self {
        case .statusMessage(let entity): entity.guid
        case .photo(let entity): entity.guid
        case .event(let entity): entity.guid
        case .participation(let entity): entity.guid
        case .reshare(let entity): entity.guid
        case .conversation(let entity): entity.guid
        case .message(let entity): entity.guid
        case .comment, .like, .pollParticipation, .eventParticipation: relayable?.guid
        case .contact, .profile, .retraction, .accountDeletion, .accountMigration: nil
        }
    }

    /// The entity as a relayable, if it is one.
    public var relayable: (any Relayable)? {
        switch self {
        case .comment(let entity): entity
        case .like(let entity): entity
        case .pollParticipation(let entity): entity
        case .eventParticipation(let entity): entity
        default: nil
        }
    }
}
