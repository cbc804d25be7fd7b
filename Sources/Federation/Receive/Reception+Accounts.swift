internal import Composing
internal import Diaspora
internal import Foundation
internal import Store

extension Reception {
    /// Seconds for which an identity stays that somebody went on as: each move writes anew all that is theirs.
    private static let timeBetweenMoves: TimeInterval = 3_600

    /// Closes the account of a person who says so (protocol, 2.17).
    func close(_ person: Person) throws {
        guard !person.isHere, person.closedAt == nil else { return }
        try facts.closeAccount(of: person)
    }

    /// A person goes on under another ID: what people here have with the old one, they have with the
    /// new one (protocol, 2.18).
    func apply(_ migration: Entities.AccountMigration, _ message: AuthorizedMessage) throws {
        guard let old = try database.person(migration.oldIdentity),
            let new = try database.person(migration.newIdentity)
        else { throw ReceiveFailure.missing("one of the two identities is not known here") }
        guard old.movedTo == nil else { return }
        // One who moved on already is followed to where they are.
        let newest = try self.newest(new)
        guard newest.id != old.id else {
            throw ReceiveFailure.refused("the migrations lead in a circle")
        }
        guard try !database.hasTakenOver(old.diasporaID, since: now - Self.timeBetweenMoves) else {
            throw ReceiveFailure.later("\(old.diasporaID) has only just moved there")
        }
        let sharing = try database.usersSharing(withPersonID: old.id)
        if let path = migration.remotePhotoPath {
            try transaction.moveRemotePhotos(authorID: old.id, to: path)
        }
        try facts.move(old, to: newest, envelope: message.envelope.xml)
        // The profile of an identity between says nothing of the newest one.
        if !newest.isHere, newest.id == new.id { try apply(migration.profile, by: newest) }
        // The new pod does not know yet who shares with the person.
        for userID in sharing {
            try facts.shareAgain(userID: userID, with: newest, isWithProfile: false)
        }
    }

    private func newest(_ person: Person) throws -> Person {
        var person = person
        for _ in 0..<20 {
            guard let next = try person.movedTo.flatMap({ try database.person($0) }) else { break }
            person = next
        }
        return person
    }
}
