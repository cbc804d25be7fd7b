internal import Cryptography
internal import Diaspora
internal import Foundation
public import Store

extension Composer {
    /// Announces to the network that somebody of another pod has moved to an account of this one.
    ///
    /// The old identity signs the message, by the key in its archive, and the new one signs inside, so
    /// it works even when the old pod is gone (protocol, 2.18).
    ///
    /// - Parameters:
    ///   - old: The old identity, as its pod told of it; nil if the pod does not answer.
    /// - Throws: ``ComposeError`` if the archive's key is not that of the old identity.
    public func migrate(
        from archive: AccountArchive, old: Person?, to author: Author, with keys: KeyRing
    ) throws {
        guard archive.id != author.person.diasporaID else {
            throw ComposeError.ownIdentity("\(archive.id)")
        }
        let publicKey = try archive.key.publicKey.pem
        let newKey = try database.read { try keys.privateKey(of: author.person, in: $0) }
        try context.record { facts in
            let transaction = facts.transaction
            let person = try self.old(
                archive, known: old, publicKey: publicKey, with: keys, in: transaction)
            guard person.movedTo == nil else {
                throw ComposeError.movedAlready("\(archive.id)")
            }
            var profile = try EntityMapping(settings: settings, database: transaction.reading)
                .profile(of: author.person)
            if !profile.isPublic {
                // The message is for everybody.
                profile.bio = nil
                profile.birthday = nil
                profile.gender = nil
                profile.location = nil
            }
            let migration = try Entities.AccountMigration(
                author: archive.id, profile: profile,
                remotePhotoPath: "\(settings.url)uploads/images/"
            ).signed(by: newKey)
            let known = try archive.contacts.compactMap {
                try transaction.reading.person($0.id)?.id
            }
            try facts.outbox.send(
                .accountMigration(migration), from: person,
                to: try transaction.reading.contacts(userID: author.user.id) + known + [person.id],
                isPublic: true)
            try facts.move(person, to: author.person)
        }
    }

    /// Stores the person of the old identity, with its sealed private key, and returns the row.
    private func old(
        _ archive: AccountArchive, known: Person?, publicKey: String, with keys: KeyRing,
        in transaction: WriteTransaction
    ) throws -> Person {
        let now = clock.now()
        let sealed = try keys.sealed(archive.key, of: archive.id)
        if let known = try known ?? transaction.reading.person(archive.id) {
            guard !known.isHere else {
                throw ComposeError.accountOfThisPod("\(archive.id)")
            }
            guard
                let pem = try transaction.reading.publicKey(personID: known.id),
                try RSAPublicKey(pem: pem).pem == publicKey
            else { throw ComposeError.anotherKey("\(archive.id)") }
            try transaction.setPrivateKey(sealed, personID: known.id)
            return known
        }
        let personID = try transaction.insertPerson(
            guid: context.newGUID(), diasporaID: archive.id, kind: .remote, createdAt: now)
        try transaction.insertKey(
            personID: personID, publicKey: publicKey, privateKey: sealed, createdAt: now)
        try transaction.setProfile(Profile(), personID: personID, updatedAt: Date(seconds: 0))
        guard let person = try transaction.reading.person(id: personID) else {
            throw ComposeError.unknownPerson("\(archive.id)")
        }
        return person
    }

    /// Adds somebody to the aspects they were in on the old pod; missing aspects are created.
    public func addContact(_ contact: AccountArchive.Contact, of author: Author) throws {
        let names = contact.aspects.isEmpty ? ["Acquaintances"] : contact.aspects
        for name in names {
            let known = try database.read { try $0.aspects(userID: author.user.id) }
            if !known.contains(where: { $0.name.lowercased() == name.lowercased() }) {
                try addAspect(name, of: author)
            }
            try addContact(contact.id, to: name, of: author)
        }
    }
}
