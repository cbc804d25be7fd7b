internal import GRDB

/// A person who answered a public post, of this pod or another, as the public may see them.
public struct PublicAnswerer: Sendable, Equatable {
    public let id: Int64
    public let guid: String
    public let diasporaID: String
    public let kind: Person.Kind
    public let isClosed: Bool
    /// Empty if nothing is known of them.
    public let fullName: String

    /// The part of the ID before the `@`.
    public var username: String { String(diasporaID.prefix { $0 != "@" }) }

    /// The part of the ID after the `@`: where their pod is.
    public var authority: String { String(diasporaID.drop { $0 != "@" }.dropFirst()) }
}

extension PublicTransaction {
    public func answerer(id: Int64) throws -> PublicAnswerer? {
        let cursor = try database.rows(
            sql: """
                SELECT guid, diasporaID, kind, closedAt IS NOT NULL, firstName, lastName
                FROM publicAnswerer WHERE id = ?
                """,
            arguments: [id])
        return try cursor.next().map { row in
            let names: [String] = try [row.value(4) ?? "", row.value(5) ?? ""]
            return try PublicAnswerer(
                id: id, guid: row.value(0), diasporaID: row.value(1),
                kind: Person.Kind(rawValue: row.value(2)) ?? .remote, isClosed: row.value(3),
                fullName: names.filter { !$0.isEmpty }.joined(separator: " "))
        }
    }
}
