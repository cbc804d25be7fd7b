internal import GRDB

/// A user's private, named group of contacts.
public struct Aspect: Sendable, Equatable {
    public let id: Int64
    public let name: String
    public let memberCount: Int
}

extension ReadTransaction {
    public func aspects(userID: Int64) throws -> [Aspect] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT aspect.id, aspect.name, COUNT(aspectMembership.contactID) AS members
                    FROM aspect LEFT JOIN aspectMembership ON aspectMembership.aspectID = aspect.id
                    WHERE aspect.userID = ? GROUP BY aspect.id ORDER BY aspect.position, aspect.id
                    """),
            arguments: [userID]
        ).map {
            try Aspect(id: $0.value("id"), name: $0.value("name"), memberCount: $0.value("members"))
        }
    }

    /// Lists the people in any of the aspects, each once.
    public func members(aspectIDs: [Int64]) throws -> [Int64] {
        let marks = databaseQuestionMarks(count: aspectIDs.count)
        return try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT DISTINCT contact.personID FROM contact
                    JOIN aspectMembership ON aspectMembership.contactID = contact.id
                    WHERE aspectMembership.aspectID IN (\(marks)) ORDER BY contact.personID
                    """),
            arguments: StatementArguments(aspectIDs))
    }
}

extension WriteTransaction {
    public func insertAspect(name: String, userID: Int64) throws -> Int64 {
        try database.run(
            sql: """
                INSERT INTO aspect (userID, name, position)
                SELECT ?1, ?2, COALESCE(MAX(position), 0) + 1 FROM aspect WHERE userID = ?1
                """,
            arguments: [userID, name])
        return database.lastInsertedRowID
    }

    public func renameAspect(id: Int64, to name: String) throws {
        try database.run(sql: "UPDATE aspect SET name = ? WHERE id = ?", arguments: [name, id])
    }

    /// Puts all aspects of a user into this order.
    public func setAspectOrder(_ ids: [Int64]) throws {
        for (position, id) in ids.enumerated() {
            try database.run(
                sql: "UPDATE aspect SET position = ? WHERE id = ?", arguments: [position + 1, id])
        }
    }

    public func deleteAspect(id: Int64) throws {
        try database.run(sql: "DELETE FROM aspect WHERE id = ?", arguments: [id])
    }
}

extension ReadTransaction {
    public func aspectNames(ids: [Int64]) throws -> [String] {
        try ids.compactMap { id in
            try String.fetchOne(
                database, sql: "SELECT name FROM aspect WHERE id = ?", arguments: [id])
        }
    }
}
