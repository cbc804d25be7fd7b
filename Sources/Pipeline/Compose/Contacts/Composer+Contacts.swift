public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Puts a person into an aspect; the first one starts the sharing, and tells them.
    ///
    /// - Parameter id: Somebody known here (see ``PersonDirectory``).
    public func addContact(
        _ id: DiasporaID, to aspect: String, of author: Author
    ) throws {
        try database.write { transaction in
            let person = try known(id, in: transaction.reading)
            guard person.id != author.person.id else {
                throw ComposeError.account("nobody is a contact of their own")
            }
            if try transaction.reading.isBlocked(id.pod) {
                throw ComposeError.account("the pod of \(id) is blocked here")
            }
            if try transaction.reading.isBlocked(personID: person.id, byUserID: author.user.id) {
                throw ComposeError.ignored("\(id)")
            }
            guard let aspectID = try aspects([aspect], of: author, in: transaction.reading).first
            else { throw ComposeError.noAspect }
            let before = try transaction.reading.contact(
                userID: author.user.id, personID: person.id)
            let now = clock.now()
            // Nobody here followed them until now: what they wrote meanwhile never came.
            if try transaction.reading.usersSharing(withPersonID: person.id).isEmpty {
                try transaction.setBackfilled(personID: person.id, at: nil)
            }
            try transaction.addContact(
                personID: person.id, aspectID: aspectID, userID: author.user.id, createdAt: now)
            guard before?.isReceiving != true else { return }
            try sendContact(to: person, isSharing: true, of: author, in: transaction)
            if !person.isHere {
                try outbox(transaction).sendProfile(of: author.person, toContact: person.id)
            }
        }
    }

    /// Takes a person out of an aspect, or of all; the last one ends the sharing, and tells them.
    public func removeContact(
        _ id: DiasporaID, from aspect: String? = nil, of author: Author
    ) throws {
        try database.write { transaction in
            let person = try known(id, in: transaction.reading)
            guard
                let contact = try transaction.reading.contact(
                    userID: author.user.id, personID: person.id), contact.isReceiving
            else { throw ComposeError.notAContact("\(id)") }
            let aspectID = try aspect.flatMap {
                try aspects([$0], of: author, in: transaction.reading).first
            }
            let isKept = try transaction.removeContact(
                personID: person.id, aspectID: aspectID, userID: author.user.id)
            if !isKept {
                try sendContact(to: person, isSharing: false, of: author, in: transaction)
            }
        }
    }

    /// Shows nothing more of a person, shares nothing more with them, and tells their pod.
    public func ignore(_ id: DiasporaID, of author: Author) throws {
        try database.write { transaction in
            let person = try known(id, in: transaction.reading)
            guard person.id != author.person.id else {
                throw ComposeError.account("nobody can ignore themselves")
            }
            let now = clock.now()
            _ = try transaction.removeContact(
                personID: person.id, aspectID: nil, userID: author.user.id)
            _ = try transaction.setSharing(
                false, personID: person.id, userID: author.user.id, at: now)
            try transaction.setBlocked(
                true, personID: person.id, userID: author.user.id, at: now)
            try sendContact(
                to: person, isSharing: false, isBlocking: true, of: author, in: transaction)
        }
    }

    public func unignore(_ id: DiasporaID, of author: Author) throws {
        try database.write { transaction in
            let person = try known(id, in: transaction.reading)
            guard
                try transaction.reading.isBlocked(
                    personID: person.id, byUserID: author.user.id)
            else { throw ComposeError.account("\(id) is not ignored") }
            try transaction.setBlocked(
                false, personID: person.id, userID: author.user.id, at: clock.now())
            try sendContact(to: person, isSharing: false, of: author, in: transaction)
        }
    }

    func known(_ id: DiasporaID, in database: ReadTransaction) throws -> Person {
        guard let person = try database.person(id) else {
            throw ComposeError.unknownPerson("\(id)")
        }
        guard person.closedAt == nil else {
            throw ComposeError.closedAccount("\(id)", movedTo: person.movedTo?.description)
        }
        return person
    }

    /// People of this pod hear of it at once, others by a message.
    private func sendContact(
        to person: Person, isSharing: Bool, isBlocking: Bool = false, of author: Author,
        in transaction: WriteTransaction
    ) throws {
        if let user = try transaction.reading.user(personID: person.id) {
            guard
                try !transaction.reading.isBlocked(
                    personID: author.person.id, byUserID: user.id)
            else { return }
            _ = try transaction.setSharing(
                isSharing, personID: author.person.id, userID: user.id, at: clock.now())
            return
        }
        try outbox(transaction).send(
            .contact(
                Entities.Contact(
                    author: author.person.diasporaID, recipient: person.diasporaID,
                    isFollowing: isSharing, isSharing: isSharing, isBlocking: isBlocking)),
            from: author.person, to: [person.id])
    }
}
