internal import GRDB

/// A local person as everyone may see them.
public struct PublicPerson: Sendable, Equatable {
    public let id: Int64
    public let guid: String
    public let diasporaID: String
    public let fullName: String
    public let bio: String
    public let location: String
    public let tags: [String]
    public let photo: ShownPhoto?

    /// The part of the ID before the `@`, which names their pages.
    public var username: String { String(diasporaID.prefix { $0 != "@" }) }
}

extension PublicTransaction {
    /// Lists everyone who has a page, oldest first.
    public func persons() throws -> [PublicPerson] {
        let cursor = try database.rows(sql: "\(Self.selection) ORDER BY id")
        var rows: [Row] = []
        while let row = try cursor.next() { rows.append(row.copy()) }
        return try rows.map(person)
    }

    public func person(id: Int64) throws -> PublicPerson? {
        let cursor = try database.rows(
            sql: "\(Self.selection) WHERE id = ?", arguments: [id])
        return try cursor.next().map { try person($0.copy()) }
    }

    public func person(diasporaID: String) throws -> PublicPerson? {
        let cursor = try database.rows(
            sql: "\(Self.selection) WHERE diasporaID = ?", arguments: [diasporaID])
        return try cursor.next().map { try person($0.copy()) }
    }

    public func person(guid: String) throws -> PublicPerson? {
        let cursor = try database.rows(
            sql: "\(Self.selection) WHERE guid = ?", arguments: [guid])
        return try cursor.next().map { try person($0.copy()) }
    }

    private static let selection = """
        SELECT id, guid, diasporaID, firstName, lastName, bio, location, tags, photoID
        FROM publicPerson
        """

    private func person(_ row: Row) throws -> PublicPerson {
        let names: [String] = try [row.value(3), row.value(4)]
        let tags: String = try row.value(7)
        let photoID: Int64? = try row.value(8)
        return try PublicPerson(
            id: row.value(0), guid: row.value(1), diasporaID: row.value(2),
            fullName: names.filter { !$0.isEmpty }.joined(separator: " "),
            bio: row.value(5), location: row.value(6),
            tags: tags.split(separator: " ").map(String.init),
            photo: try photoID.flatMap { try photo(id: $0) })
    }
}
