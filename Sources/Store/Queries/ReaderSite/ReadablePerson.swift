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
    init(_ row: Row) throws {
        let names = [try row.value(5) as String?, try row.value(6) as String?]
        let kind: String = try row.value(3)
        id = try row.value(0)
        guid = try row.value(1)
        diasporaID = try row.value(2)
        fullName = names.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        isHere = kind == "local"
        isClosed = try row.value(4) as Int64? != nil
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
        ).map(ReadablePerson.init)
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
        ).map(ReadablePerson.init)
    }

    /// Counts the people who were sent a limited post of the reader's own.
    public func audienceCount(postID: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT count(*) FROM readableAudience WHERE postID = ?"),
            arguments: [postID]) ?? 0
    }
}
