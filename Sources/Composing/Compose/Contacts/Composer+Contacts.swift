public import Diaspora
public import Store

extension Composer {
    /// Adds a person to an aspect; the first one starts the sharing, of which they are notified.
    ///
    /// - Parameter id: Somebody known here (see ``PersonDirectory``).
    public func addContact(
        _ id: DiasporaID, to aspect: String, of author: Author
    ) throws {
        try context.record { facts in
            let database = facts.database
            let person = try known(id, in: database)
            guard person.id != author.person.id else {
                throw ComposeError.ownContact
            }
            if try database.isBlocked(id.pod) {
                throw ComposeError.blockedPod(of: "\(id)")
            }
            if try database.isBlocked(personID: person.id, byUserID: author.user.id) {
                throw ComposeError.ignored("\(id)")
            }
            guard let aspectID = try author.aspects([aspect], in: database).first
            else { throw ComposeError.noAspect }
            try facts.addContact(person, aspectID: aspectID, of: author)
        }
    }

    /// Removes a person from an aspect, or from all; the last one ends the sharing, of which they
    /// are notified.
    public func removeContact(
        _ id: DiasporaID, from aspect: String? = nil, of author: Author
    ) throws {
        try context.record { facts in
            let database = facts.database
            let person = try known(id, in: database)
            guard
                let contact = try database.contact(
                    userID: author.user.id, personID: person.id), contact.isReceiving
            else { throw ComposeError.notAContact("\(id)") }
            let aspectID = try aspect.flatMap {
                try author.aspects([$0], in: database).first
            }
            try facts.removeContact(person, aspectID: aspectID, of: author)
        }
    }

    /// Ignores a person: hides what they write, ends the sharing with them, and notifies their pod.
    public func ignore(_ id: DiasporaID, of author: Author) throws {
        try context.record { facts in
            let database = facts.database
            let person = try known(id, in: database)
            guard person.id != author.person.id else {
                throw ComposeError.ignoringOneself
            }
            try facts.ignore(person, by: author)
        }
    }

    public func unignore(_ id: DiasporaID, of author: Author) throws {
        try context.record { facts in
            let database = facts.database
            let person = try known(id, in: database)
            guard
                try database.isBlocked(
                    personID: person.id, byUserID: author.user.id)
            else { throw ComposeError.notIgnored("\(id)") }
            try facts.unignore(person, by: author)
        }
    }

    public func known(_ id: DiasporaID, in database: ReadTransaction) throws -> Person {
        guard let person = try database.person(id) else {
            throw ComposeError.unknownPerson("\(id)")
        }
        guard person.closedAt == nil else {
            throw ComposeError.closedAccount("\(id)", movedTo: person.movedTo?.description)
        }
        return person
    }
}
