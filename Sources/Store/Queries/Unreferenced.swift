public import Foundation
internal import GRDB

/// Rows that nothing refers to: people of other pods, and pods without known people.
///
/// The tables that refer to a person are read from the schema, so that one which is added later counts.
struct Unreferenced {
    let database: Database

    /// The tables whose rows go with a person, and so are no references.
    private static let belongings = ["personKey", "profile", "shownName"]

    /// Returns the SQL condition for a row of `person`. People who closed their account or moved
    /// are kept, so that nobody takes their place. `:before` bounds the date since which the person
    /// is known.
    func condition() throws -> String {
        let references = try Row.fetchAll(
            database,
            sql: """
                SELECT DISTINCT child.name, key."from"
                FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key
                WHERE child.type = 'table' AND key."table" = 'person' COLLATE NOCASE
                ORDER BY child.name, key."from"
                """
        ).map { row -> (table: String, column: String) in
            (try row.value(0), try row.value(1))
        }
        let named = references.filter { !Self.belongings.contains($0.table) }.map {
            "NOT EXISTS (SELECT 1 FROM \"\($0.table)\" WHERE \"\($0.column)\" = person.id)"
        }
        return
            (["kind = 'remote' AND createdAt < :before AND closedAt IS NULL AND movedTo IS NULL"]
            + named + Self.unnamed).joined(separator: " AND ")
    }

    /// References that are no foreign keys. In texts people are named by their IDs.
    private static let unnamed = [
        "NOT EXISTS (SELECT 1 FROM tombstone WHERE authorID = person.id)",
        "NOT EXISTS (SELECT 1 FROM post WHERE rootAuthor = person.diasporaID)",
        "NOT EXISTS (SELECT 1 FROM person AS moved WHERE moved.movedTo = person.diasporaID)",
        """
        NOT EXISTS (SELECT 1 FROM payload
            WHERE audience IS NOT NULL AND instr(audience, person.id) > 0)
        """,
        """
        NOT EXISTS (SELECT 1 FROM postSearch
            WHERE postSearch MATCH '"' || replace(person.diasporaID, '"', '') || '"')
        """,
    ]

    /// The condition for a row of `remotePod`; `:people` is a JSON list of those who do not count.
    static let pod = """
        createdAt < :before
        AND NOT EXISTS (SELECT 1 FROM person WHERE person.kind = 'remote'
            AND person.authority = remotePod.authority
            AND person.id NOT IN (SELECT value FROM json_each(:people)))
        AND NOT EXISTS (SELECT 1 FROM delivery WHERE channel = 'federation'
            AND state IN ('open', 'held') AND destination >= remotePod.authority || '/'
            AND destination < remotePod.authority || '0')
        """
}

extension ReadTransaction {
    /// Looks at the next people for some to whom nothing refers.
    ///
    /// - Returns: Those, and the last one looked at; nil if there are no more.
    public func unreferencedPeople(
        after id: Int64, limit: Int, knownBefore date: Date
    ) throws -> (ids: [Int64], last: Int64)? {
        let last = try Int64.fetchOne(
            database,
            sql: "SELECT MAX(id) FROM (SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?)",
            arguments: [id, limit])
        guard let last else { return nil }
        let ids = try Int64.fetchAll(
            database,
            sql: """
                SELECT id FROM person WHERE id > :first AND id <= :last
                    AND \(Unreferenced(database: database).condition()) ORDER BY id
                """,
            arguments: ["first": id, "last": last, "before": date.seconds])
        return (ids, last)
    }

    /// Looks at the next pods for some to which nothing refers but some people.
    public func unreferencedPods(
        after authority: String, limit: Int, knownBefore date: Date, leavingOut people: [Int64]
    ) throws -> (authorities: [String], last: String)? {
        let last = try String.fetchOne(
            database,
            sql: """
                SELECT MAX(authority) FROM (
                    SELECT authority FROM remotePod WHERE authority > ? ORDER BY authority LIMIT ?)
                """,
            arguments: [authority, limit])
        guard let last else { return nil }
        let authorities = try String.fetchAll(
            database,
            sql: """
                SELECT authority FROM remotePod WHERE authority > :first AND authority <= :last
                    AND \(Unreferenced.pod) ORDER BY authority
                """,
            arguments: [
                "first": authority, "last": last, "before": date.seconds,
                "people": Self.json(people),
            ])
        return (authorities, last)
    }

    fileprivate static func json(_ ids: [Int64]) -> String {
        "[" + ids.map(String.init).joined(separator: ",") + "]"
    }
}

extension WriteTransaction {
    /// Removes people with their keys and profiles, if still nothing refers to them.
    ///
    /// - Returns: How many went.
    public func prunePeople(_ ids: [Int64], knownBefore date: Date) throws -> Int {
        try database.run(
            sql: """
                DELETE FROM person WHERE id IN (SELECT value FROM json_each(:ids))
                    AND \(Unreferenced(database: database).condition())
                """,
            arguments: ["ids": ReadTransaction.json(ids), "before": date.seconds])
        return database.changesCount
    }

    /// Removes pods, if still nothing refers to them. What was dropped of theirs is counted with that of
    /// all pods that are not known here.
    ///
    /// - Returns: How many went.
    public func prunePods(_ authorities: [String], knownBefore date: Date) throws -> Int {
        var count = 0
        for authority in authorities {
            try database.run(
                sql: "DELETE FROM remotePod WHERE authority = :authority AND \(Unreferenced.pod)",
                arguments: ["authority": authority, "before": date.seconds, "people": "[]"])
            guard database.changesCount > 0 else { continue }
            count += 1
            try closeBreaker(.federation, host: authority)
            try database.run(
                sql: """
                    INSERT INTO droppedMessage (authority, reason, count, lastAt)
                    SELECT '', reason, count, lastAt FROM droppedMessage WHERE authority = ?
                    ON CONFLICT (authority, reason) DO UPDATE
                    SET count = count + excluded.count, lastAt = MAX(lastAt, excluded.lastAt)
                    """,
                arguments: [authority])
            try database.run(
                sql: "DELETE FROM droppedMessage WHERE authority = ?", arguments: [authority])
        }
        return count
    }
}
