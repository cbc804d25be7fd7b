internal import GRDB

/// A person of this pod who is shown in another way, and how far the texts of one kind were looked through that
/// name them and that no build renders.
public struct Renaming: Sendable, Equatable {
    public let personID: Int64
    public let kind: UnrenderedText.Kind
    /// The row of the last text that was looked at.
    public let doneThrough: Int64
}

extension ReadTransaction {
    /// Reads the first of the renamings that are not done; nil if there is none.
    public func nextRenaming() throws -> Renaming? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT personID, kind, doneThrough FROM renaming ORDER BY personID, kind")
        ).flatMap { row in
            guard let kind = UnrenderedText.Kind(rawValue: try row.value(1)) else { return nil }
            return try Renaming(
                personID: row.value(0), kind: kind, doneThrough: row.value(2))
        }
    }
}

extension WriteTransaction {
    /// Has the texts of others be looked through that name a person.
    public func insertRenaming(personID: Int64) throws {
        for kind in UnrenderedText.Kind.allCases {
            try database.run(
                sql: "INSERT OR REPLACE INTO renaming (personID, kind) VALUES (?, ?)",
                arguments: [personID, kind.rawValue])
        }
    }

    /// Notes how far texts were looked through.
    ///
    /// - Parameter id: The row of the last one; nil if none is left.
    public func advance(_ renaming: Renaming, through id: Int64?) throws {
        let key: StatementArguments = [renaming.personID, renaming.kind.rawValue]
        guard let id else {
            return try database.run(
                sql: "DELETE FROM renaming WHERE personID = ? AND kind = ? AND doneThrough = ?",
                arguments: key + [renaming.doneThrough])
        }
        try database.run(
            sql: """
                UPDATE renaming SET doneThrough = ?
                WHERE personID = ? AND kind = ? AND doneThrough = ?
                """,
            arguments: [id] + key + [renaming.doneThrough])
    }
}
