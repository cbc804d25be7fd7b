internal import GRDB

/// A file of the public tree that has no compressed twins yet.
///
/// It is noted after the file has its place, in the transaction that notes that its page is written: until then that
/// page is written again by the next process, which notes the file as well. Each note has a number of its own, so that
/// whoever made twins of an older file does not take away the note of a newer one.
public struct TwinlessFile: Sendable, Equatable {
    public let id: Int64
    /// The path from the root of the tree.
    public let path: String
}

extension WriteTransaction {
    /// Most rows that one statement adds or removes.
    private static let statementRows = 500

    /// Notes files that were just written without twins.
    public func insertTwinlessFiles(_ paths: [String]) throws {
        // In order, so that the index of paths grows at its end.
        try forEachPart(of: paths.sorted()) { part in
            let rows = Array(repeating: "(?)", count: part.count).joined(separator: ", ")
            try database.execute(
                sql: "INSERT OR REPLACE INTO twinlessFile (path) VALUES \(rows)",
                arguments: StatementArguments(part))
        }
    }

    /// Forgets notes, as their files have twins or are gone.
    public func removeTwinlessFiles(ids: [Int64]) throws {
        try forEachPart(of: ids) { part in
            let places = Array(repeating: "?", count: part.count).joined(separator: ", ")
            try database.execute(
                sql: "DELETE FROM twinlessFile WHERE id IN (\(places))",
                arguments: StatementArguments(part))
        }
    }

    private func forEachPart<Element>(
        of elements: [Element], _ body: (ArraySlice<Element>) throws -> Void
    ) rethrows {
        var rest = elements[...]
        while !rest.isEmpty {
            try body(rest.prefix(Self.statementRows))
            rest = rest.dropFirst(Self.statementRows)
        }
    }
}

extension ReadTransaction {
    /// Lists files without their precompressed twins, in the order in which they were noted.
    ///
    /// - Parameters:
    ///   - id: The number before the first.
    ///   - last: The last number.
    public func twinlessFiles(
        after id: Int64, through last: Int64, limit: Int
    ) throws -> [TwinlessFile] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, path FROM twinlessFile WHERE id > ? AND id <= ? ORDER BY id LIMIT ?
                    """),
            arguments: [id, last, limit]
        ).map { try TwinlessFile(id: $0.value("id"), path: $0.value("path")) }
    }

    /// Returns the ID of the newest note; 0 if there is none.
    public func lastTwinlessFileID() throws -> Int64 {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT MAX(id) FROM twinlessFile")) ?? 0
    }

    /// Counts the notes with IDs above `id`.
    public func twinlessFileCount(after id: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT COUNT(*) FROM twinlessFile WHERE id > ?"),
            arguments: [id]) ?? 0
    }
}
