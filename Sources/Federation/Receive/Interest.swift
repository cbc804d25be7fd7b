internal import Composing
internal import Diaspora
internal import Foundation
internal import Markdown
internal import Store

/// Whether a public message has to do with anybody here, whatever is known of what it belongs to.
struct Interest {
    let database: ReadTransaction
    /// People who are contacts of somebody here as soon as what came from them is stored.
    let newContacts: Set<DiasporaID>

    /// Its sender is a contact of somebody here, or it has to do with somebody by itself.
    func touches(_ message: VerifiedMessage) throws -> Bool {
        try isOne(message.sender) || touches(message.entity)
    }

    /// It is by a contact of somebody here, or it mentions somebody here.
    func touches(_ entity: Entity) throws -> Bool {
        if try isOne(entity.author) { return true }
        switch entity {
        case .statusMessage(let post): return try mentionsSomebodyHere(post.text)
        case .comment(let comment): return try mentionsSomebodyHere(comment.text)
        default: return false
        }
    }

    /// Somebody here and they are contacts, in either direction.
    func isOne(_ id: DiasporaID) throws -> Bool {
        if newContacts.contains(id) { return true }
        guard let person = try database.person(id) else { return false }
        return try person.isHere || database.hasContacts(personID: person.id)
    }

    private func mentionsSomebodyHere(_ text: String) throws -> Bool {
        guard text.contains(bytesOf: "@{") else { return false }
        return try TextNames(in: text).mentions.contains { mentioned in
            try DiasporaID(mentioned).flatMap { try database.person($0) }?.isHere == true
        }
    }
}
