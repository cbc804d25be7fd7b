public import Diaspora
public import Store

extension Composer {
    /// Puts a person into an aspect; the first one starts the sharing, and tells them.
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

    /// Takes a person out of an aspect, or of all; the last one ends the sharing, and tells them.
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

    /// Shows nothing more of a person, shares nothing more with them, and tells their pod.
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
