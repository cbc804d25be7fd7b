internal import GRDB

/// A person as pages for people who are signed in name them.
public struct ReadablePerson: Sendable, Equatable {
    public let id: Int64
    public let guid: String
    /// A diaspora* ID.
    public let diasporaID: String
    /// The first and the last name, as the person chose them; empty if there is none.
    public let fullName: String
    /// Whether this pod has their page.
    public let isHere: Bool
    public let isClosed: Bool

    /// Reads the columns of ``columns``.
    ///
    /// - Parameter first: The index of the first of them.
    init(_ row: Row, from first: Int = 0) throws {
        let names = [try row.value(first + 5) as String?, try row.value(first + 6) as String?]
        let kind: String = try row.value(first + 3)
        id = try row.value(first)
        guid = try row.value(first + 1)
        diasporaID = try row.value(first + 2)
        fullName = names.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        isHere = kind == "local"
        isClosed = try row.value(first + 4) as Int64? != nil
    }

    static let columns = """
        person.id, person.guid, person.diasporaID, person.kind, person.closedAt,
        person.firstName, person.lastName
        """
}

extension ReaderTransaction {
    public func person(id: Int64) throws -> ReadablePerson? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(ReadablePerson.columns) FROM readablePerson AS person
                    WHERE person.id = ?
                    """),
            arguments: [id]
        ).map { try ReadablePerson($0) }
    }

    public func person(guid: String) throws -> ReadablePerson? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(ReadablePerson.columns) FROM readablePerson AS person
                    WHERE person.guid = ?
                    """),
            arguments: [guid]
        ).map { try ReadablePerson($0) }
    }

    /// Lists the people who were sent a limited post of the reader's own, up to a number, in the order of their IDs.
    public func audience(postID: Int64, limit: Int) throws -> [ReadablePerson] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(ReadablePerson.columns) FROM readableAudience AS audience
                    JOIN readablePerson AS person ON person.id = audience.personID
                    WHERE audience.postID = ? ORDER BY person.diasporaID LIMIT ?
                    """),
            arguments: [postID, limit]
        ).map { try ReadablePerson($0) }
    }

    /// Counts the people who were sent a limited post of the reader's own.
    public func audienceCount(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT count(*) FROM readableAudience WHERE postID = ?"),
            arguments: [postID]) ?? 0
    }
}
