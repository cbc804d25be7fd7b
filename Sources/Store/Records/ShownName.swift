public import Foundation
internal import GRDB

// When pages were last asked for that show the name of somebody of another pod. A row that waits for
// nothing goes once its time is over.

extension ReadTransaction {
    /// Returns whether a changed name is due to be shown.
    ///
    /// - Parameter interval: Seconds from one time to the next.
    public func hasDueNames(at date: Date, interval: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM shownName WHERE isWaiting = 1 AND askedAt <= ?)
                        OR EXISTS (SELECT 1 FROM shownName WHERE isWaiting = 1 AND askedAt > ?)
                    """),
            arguments: [date.seconds - interval, date.seconds]) ?? false
    }
}

extension WriteTransaction {
    /// Notes that somebody has another name.
    ///
    /// A clock that was set back makes nobody wait.
    /// - Returns: Whether to ask for the pages now; else the name waits.
    public func noteName(personID: Int64, at date: Date, interval: Int64) throws -> Bool {
        try database.run(
            sql: "DELETE FROM shownName WHERE isWaiting = 0 AND askedAt <= ?",
            arguments: [date.seconds - interval])
        try database.run(
            sql: """
                UPDATE shownName SET isWaiting = 1
                WHERE personID = ? AND askedAt > ? AND askedAt <= ?
                """,
            arguments: [personID, date.seconds - interval, date.seconds])
        guard database.changesCount == 0 else { return false }
        try database.run(
            sql: """
                INSERT INTO shownName (personID, askedAt) VALUES (?, ?)
                ON CONFLICT (personID) DO UPDATE SET askedAt = excluded.askedAt, isWaiting = 0
                """,
            arguments: [personID, date.seconds])
        return true
    }

    /// Takes the names that are due, to request their pages now.
    ///
    /// - Parameter interval: 0 for all that wait.
    /// - Returns: The people.
    public func takeDueNames(at date: Date, interval: Int64, limit: Int) throws -> [Int64] {
        let people = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT personID FROM shownName
                    WHERE isWaiting = 1 AND (askedAt <= ? OR askedAt > ?)
                    ORDER BY askedAt LIMIT ?
                    """),
            arguments: [date.seconds - interval, date.seconds, limit])
        for id in people {
            try database.run(
                sql: "UPDATE shownName SET askedAt = ?, isWaiting = 0 WHERE personID = ?",
                arguments: [date.seconds, id])
        }
        return people
    }
}
