internal import GRDB
internal import Synchronization

/// One connection of ``ReaderSite``, with the function that its views ask for the person who reads.
final class ReaderConnection: Sendable {
    /// The person of the read that runs; nobody between reads.
    private final class Reader: Sendable {
        let personID = Mutex<Int64?>(nil)
    }

    private let reader = Reader()
    private let connection: ReadOnlyConnection

    /// - Throws: ``StoreError``.
    init(path: String) throws {
        let reader = reader
        connection = try ReadOnlyConnection(path: path, rules: Self.rules) { database in
            // The same for all rows of a statement, so that SQLite looks rows up by its value.
            database.add(
                function: DatabaseFunction("reader", argumentCount: 0, pure: true) { _ in
                    reader.personID.withLock { $0 }
                })
            for view in ReaderView.all {
                try database.execute(sql: "CREATE TEMP VIEW \(view.name) AS \(view.sql)")
            }
        }
    }

    /// The person whom the function names now; nil between reads.
    var boundReader: Int64? { reader.personID.withLock { $0 } }

    /// Reads on one snapshot, as a person.
    func read<T>(as personID: Int64?, _ body: (ReaderTransaction) throws -> T) throws -> T {
        reader.personID.withLock { $0 = personID }
        defer { reader.personID.withLock { $0 = nil } }
        return try connection.read { try body(ReaderTransaction(database: $0)) }
    }

    private static let rules = ReadRules(
        reader: "somebody who is signed in", views: Set(ReaderView.all.map(\.name)),
        functions: ["count", "max", "min", "coalesce", "reader"])
}
