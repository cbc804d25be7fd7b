internal import GRDB

/// The connection of a preview: read-only, and beside ``PublicSite``, which sees no draft and never will.
///
/// A draft that is read here is shown to the writer alone and goes into no tree that others read.
public final class DraftSite: Sendable {
    private let connection: ReadOnlyConnection
    var queue: DatabaseQueue { connection.queue }

    public init(path: String) throws {
        connection = try ReadOnlyConnection(path: path, rules: Self.rules)
    }

    /// Reads on one snapshot.
    public func read<T>(_ body: (ReadTransaction) throws -> T) throws -> T {
        try connection.read { try body(ReadTransaction(database: $0)) }
    }

    /// The drafts with their pictures, and what their texts may name: people, pictures and public posts.
    private static let rules = ReadRules(
        reader: "a preview", views: ["publicPost"],
        tables: ["draft", "schedule", "photo", "photoVersion", "person", "profile"],
        columns: ["user.id", "user.personID"])
}
