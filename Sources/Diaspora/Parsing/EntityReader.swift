import Markup

/// Reads the payload of an envelope, with every check that needs neither a key nor a database.
///
/// Spec: diaspora* federation protocol, "XML Serialization".
public enum EntityReader {
    /// Reads an entity.
    ///
    /// - Throws: ``EntityError``, before anything is verified: limits cost less than signatures.
    public static func read(_ payload: [UInt8]) throws(EntityError) -> Entity {
        let root: XMLElement
        do {
            root = try XMLReader(maximumBytes: EntityLimits.payloadBytes).read(payload)
        } catch {
            throw .unreadable(error)
        }
        guard isEntityName(root.name) else { throw .invalidEntityName(root.name) }
        let element = try EntityElement(root)
        switch root.name {
        case Entities.StatusMessage.name: return .statusMessage(try .init(reading: element))
        case Entities.Photo.name: return .photo(try .init(reading: element))
        case Entities.Event.name: return .event(try .init(reading: element))
        case Entities.Comment.name: return .comment(try .init(reading: element))
        case Entities.Like.name: return .like(try .init(reading: element))
        case Entities.PollParticipation.name:
            return .pollParticipation(try .init(reading: element))
        case Entities.EventParticipation.name:
            return .eventParticipation(try .init(reading: element))
        case Entities.Participation.name: return .participation(try .init(reading: element))
        case Entities.Reshare.name: return .reshare(try .init(reading: element))
        case Entities.Contact.name: return .contact(try .init(reading: element))
        case Entities.Profile.name: return .profile(try .init(reading: element))
        case Entities.Conversation.name: return .conversation(try .init(reading: element))
        case Entities.Message.name: return .message(try .init(reading: element))
        case Entities.Retraction.name: return .retraction(try .init(reading: element))
        case Entities.AccountDeletion.name: return .accountDeletion(try .init(reading: element))
        case Entities.AccountMigration.name:
            return .accountMigration(try .init(reading: element))
        default: throw .unknownEntity(root.name)
        }
    }

    /// Returns whether a name consists of lower-case words joined by single underscores.
    private static func isEntityName(_ name: String) -> Bool {
        var before = UInt8(ascii: "_")
        for byte in name.utf8 {
            guard byte == UInt8(ascii: "_") || (byte.isASCIILetter && byte.isLowerCaseOrDigit),
                !(byte == before && byte == UInt8(ascii: "_"))
            else { return false }
            before = byte
        }
        return !name.isEmpty
    }
}
