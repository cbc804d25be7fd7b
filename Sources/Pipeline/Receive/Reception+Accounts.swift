internal import Diaspora
internal import Foundation
internal import Store

extension Reception {
    /// Seconds for which an identity stays that somebody went on as: each move writes anew all that is theirs.
    private static let timeBetweenMoves: TimeInterval = 3_600

    /// Removes what a person wrote and has with people here; comments, likes and messages stay with
    /// those they are for (protocol, 2.17). The posts go little by little: see ``ClosedAccounts``.
    func close(_ person: Person) throws {
        guard !person.isHere, person.closedAt == nil else { return }
        try transaction.removeContacts(personID: person.id)
        try transaction.removeSubscriptions(personID: person.id)
        try transaction.setProfile(Profile(), personID: person.id, updatedAt: now)
        try transaction.closePerson(id: person.id, at: now)
        try transaction.addClosedAccount(person.id)
        try transaction.showName(of: person, at: now)
    }

    /// A person goes on under another ID: what people here have with the old one, they have with the
    /// new one (protocol, 2.18).
    func take(_ migration: Entities.AccountMigration, _ message: AuthorizedMessage) throws {
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
        try composer.noteAnswers(ofBoth: old.id, newest.id, in: transaction)
        try transaction.setMoved(personID: old.id, to: newest.diasporaID, at: now)
        if old.isHere {
            try transaction.setMigrationEnvelope(message.envelope.xml, personID: old.id)
        }
        if let user = try database.user(personID: old.id), user.closedAt == nil {
            try leave(old, user, for: newest)
        }
        try transaction.movePerson(id: old.id, to: newest.id)
        // What the old one said is the new one's now.
        try transaction.showNameInTime(of: newest, at: now)
        // The profile of an identity between says nothing of the newest one.
        if !newest.isHere, newest.id == new.id { try take(migration.profile, by: newest) }
        try shareAgain(with: newest, users: sharing)
    }

    /// Closes the account of somebody who goes on as another, and asks for the pages that showed them.
    private func leave(_ old: Person, _ user: User, for newest: Person) throws {
        let revision = PostRevision(composer: composer)
        try revision.move(postsOf: old, to: newest, in: transaction)
        // Who mentions the old one mentions the new one from now on.
        try revision.renderMentions(of: old.id, isNoted: true, in: transaction)
        try transaction.closeUser(id: user.id, at: now)
        try transaction.removeContacts(userID: user.id)
        try transaction.removeRoles(personID: old.id)
        let picture = try database.profile(personID: old.id)?.photoID
            .flatMap { try database.photo(id: $0) }
        try transaction.noteShown(
            ShownPerson(id: old.id, parts: [.presence]), username: user.username,
            photos: picture.map { [$0.fileName] } ?? [], at: now)
    }

    private func newest(_ person: Person) throws -> Person {
        var person = person
        for _ in 0..<20 {
            guard let next = try person.movedTo.flatMap({ try database.person($0) }) else { break }
            person = next
        }
        return person
    }

    /// The new pod does not know yet who shares with the person.
    private func shareAgain(with person: Person, users: [Int64]) throws {
        for userID in users {
            guard let user = try database.user(id: userID), user.personID != person.id,
                user.closedAt == nil,
                let sender = try database.person(id: user.personID)
            else { continue }
            if let moved = try database.user(personID: person.id) {
                _ = try transaction.setSharing(
                    true, personID: sender.id, userID: moved.id, at: now)
            } else {
                try outbox.send(
                    .contact(
                        Entities.Contact(
                            author: sender.diasporaID, recipient: person.diasporaID)),
                    from: sender, to: [person.id])
            }
        }
    }
}
