internal import GRDB

/// A person as somebody sees them who is signed in: in which of the reader's aspects, and whether they share.
public struct ReadableContact: Sendable, Equatable {
    public let person: ReadablePerson
    /// Whether they share with the reader.
    public let isSharing: Bool
    /// Rows of the reader's aspects that they are in, in the order of aspects; if there are any, the reader shares with them.
    public let aspectIDs: [Int64]
    public let isIgnored: Bool
}

/// The part of a person's profile that they show to the reader; empty texts for the rest.
public struct ReadableProfile: Sendable, Equatable {
    public let bio: String
    public let location: String
    public let tags: [String]
}

extension ReaderTransaction {
    /// The most contacts that are listed.
    private static let contactLimit = 20_000

    public func contact(_ person: ReadablePerson) throws -> ReadableContact {
        let isSharing = try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT isSharing FROM readableContact WHERE personID = ?"),
            arguments: [person.id])
        let isIgnored = try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM readableIgnored WHERE personID = ?)"),
            arguments: [person.id])
        return ReadableContact(
            person: person, isSharing: isSharing ?? false,
            aspectIDs: try aspectIDs(personID: person.id), isIgnored: isIgnored ?? false)
    }

    /// Lists all with whom the reader shares, or who share with the reader, the newest contacts first, as far as there is room.
    public func contacts() throws -> [ReadableContact] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT contact.isSharing, \(ReadablePerson.columns)
                    FROM readableContact AS contact
                    JOIN readablePerson AS person ON person.id = contact.personID
                    ORDER BY contact.id DESC LIMIT \(Self.contactLimit)
                    """))
        let aspectIDs = try aspectIDsByPerson()
        return try rows.map { row in
            let person = try ReadablePerson(row, from: 1)
            return ReadableContact(
                person: person, isSharing: try row.value(0),
                aspectIDs: aspectIDs[person.id] ?? [], isIgnored: false)
        }
    }

    /// Reads the aspects of all contacts, in the order of aspects.
    private func aspectIDsByPerson() throws -> [Int64: [Int64]] {
        let rows = try database.rows(
            sql: """
                SELECT member.personID, aspect.id FROM readableAspect AS aspect
                JOIN readableAspectMember AS member ON member.aspectID = aspect.id
                ORDER BY aspect.position, aspect.id
                """)
        var ids: [Int64: [Int64]] = [:]
        while let row = try rows.next() {
            ids[try row.value(0), default: []].append(try row.value(1))
        }
        return ids
    }

    /// Lists the people whom the reader ignores.
    public func ignoredContacts() throws -> [ReadableContact] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(ReadablePerson.columns) FROM readableIgnored AS ignored
                    JOIN readablePerson AS person ON person.id = ignored.personID
                    LIMIT \(Self.contactLimit)
                    """)
        ).map { row in
            ReadableContact(
                person: try ReadablePerson(row), isSharing: false, aspectIDs: [], isIgnored: true)
        }
    }

    public func profile(personID: Int64) throws -> ReadableProfile {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT bio, location, tags FROM readableProfile WHERE personID = ?"),
            arguments: [personID])
        let tags = try row?.value(2) ?? ""
        return ReadableProfile(
            bio: try row?.value(0) ?? "", location: try row?.value(1) ?? "",
            tags: tags.split(separator: " ").map(String.init))
    }

    private func aspectIDs(personID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT aspect.id FROM readableAspectMember AS member
                    JOIN readableAspect AS aspect ON aspect.id = member.aspectID
                    WHERE member.personID = ? ORDER BY aspect.position, aspect.id
                    """),
            arguments: [personID])
    }
}
