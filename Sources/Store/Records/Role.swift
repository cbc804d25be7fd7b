internal import GRDB

/// A role that permits a person more on the pod than writing.
public enum Role: String, Sendable, CaseIterable {
    case admin, moderator, spotlight
}

extension ReadTransaction {
    public func roles(personID: Int64) throws -> [Role] {
        try String.fetchAll(
            database.cachedStatement(sql: "SELECT name FROM role WHERE personID = ? ORDER BY name"),
            arguments: [personID]
        ).compactMap(Role.init(rawValue:))
    }
}

extension WriteTransaction {
    public func addRole(_ role: Role, personID: Int64) throws {
        try database.run(
            sql: "INSERT OR IGNORE INTO role (personID, name) VALUES (?, ?)",
            arguments: [personID, role.rawValue])
    }

    public func removeRole(_ role: Role, personID: Int64) throws {
        try database.run(
            sql: "DELETE FROM role WHERE personID = ? AND name = ?",
            arguments: [personID, role.rawValue])
    }

    public func removeRoles(personID: Int64) throws {
        try database.run(sql: "DELETE FROM role WHERE personID = ?", arguments: [personID])
    }
}
