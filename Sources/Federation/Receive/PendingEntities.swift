internal import Diaspora

/// The entities that are verified and not stored yet; they count as stored when other messages are authorized.
struct PendingEntities: Sendable {
    private(set) var guids: Set<GUID> = []
    /// Those who begin to share with somebody.
    private(set) var newContacts: Set<DiasporaID> = []

    mutating func add(_ entity: Entity, from sender: DiasporaID) {
        if let guid = entity.guid { guids.insert(guid) }
        // Nobody speaks of their contacts through somebody else.
        if case .contact(let contact) = entity, contact.isSharing, contact.author == sender {
            newContacts.insert(sender)
        }
    }

    mutating func add(_ outcome: JudgedEntry.Outcome) {
        if case .verified(let message) = outcome { add(message.entity, from: message.sender) }
    }
}
