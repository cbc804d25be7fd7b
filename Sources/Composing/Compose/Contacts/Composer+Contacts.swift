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
            let person = try addable(id, of: author, in: database)
            guard let aspectID = try author.aspects([aspect], in: database).first
            else { throw ComposeError.noAspect }
            try facts.addContact(person, aspectID: aspectID, of: author)
        }
    }

    /// Puts a person into these aspects and no others. The first begins the sharing, none ends it; of both they are notified.
    ///
    /// - Parameter ids: Rows of aspects of the author.
    /// - Returns: Whether that changed anything.
    @discardableResult
    public func setAspects(
        _ ids: Set<Int64>, for id: DiasporaID, of author: Author
    ) throws -> Bool {
        try context.record { facts in
            let database = facts.database
            let known = try database.aspects(userID: author.user.id)
            if let unknown = ids.subtracting(known.map(\.id)).min() {
                throw ComposeError.unknownAspect("\(unknown)", known: known.map(\.name))
            }
            let person =
                ids.isEmpty
                ? try self.known(id, in: database) : try addable(id, of: author, in: database)
            let earlier = try database.aspectIDs(personID: person.id, userID: author.user.id)
            for aspectID in ids.subtracting(earlier).sorted() {
                try facts.addContact(person, aspectID: aspectID, of: author)
            }
            for aspectID in earlier.subtracting(ids).sorted() {
                try facts.removeContact(person, aspectID: aspectID, of: author)
            }
            return earlier != ids
        }
    }

    /// Finds a person whom the author may share with.
    private func addable(
        _ id: DiasporaID, of author: Author, in database: ReadTransaction
    ) throws -> Person {
        let person = try known(id, in: database)
        guard person.id != author.person.id else { throw ComposeError.ownContact }
        if try database.isBlocked(id.pod) { throw ComposeError.blockedPod(of: "\(id)") }
        if try database.isBlocked(personID: person.id, byUserID: author.user.id) {
            throw ComposeError.ignored("\(id)")
        }
        return person
    }

    /// Counts a look-up of a person at another pod, which takes its time.
    ///
    /// - Throws: ``ComposeError/lookedUpTooOften(minutes:)``.
    public func countLookUp(by author: Author) throws {
        let counter = AttemptCounter(context: context)
        if let minutes = try counter.count([(author.user.username, Self.lookUps)]) {
            throw ComposeError.lookedUpTooOften(minutes: minutes)
        }
    }

    private static let lookUps = AttemptLimit(action: "look-up.user", count: 60, seconds: 3_600)

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
