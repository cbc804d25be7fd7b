public import Diaspora
public import Foundation
internal import GRDB

/// A post on its way into the database.
public struct NewPost: Sendable, Equatable {
    public var guid: GUID
    public var authorID: Int64
    public var text: String
    public var isPublic: Bool
    public var isSilent: Bool
    public var createdAt: Date

    public init(
        guid: GUID, authorID: Int64, text: String, isPublic: Bool, isSilent: Bool, createdAt: Date
    ) {
        self.guid = guid
        self.authorID = authorID
        self.text = text
        self.isPublic = isPublic
        self.isSilent = isSilent
        self.createdAt = createdAt
    }

    fileprivate var arguments: StatementArguments {
        [guid.string, authorID, text, isPublic, isSilent, createdAt.seconds]
    }
}

extension WriteTransaction {
    /// Rows and bytes of text of one statement at most.
    private static let statementRows = 500
    private static let statementBytes = 4 << 20

    /// Inserts posts by few statements: the index of the owner's search is written out at the end
    /// of each.
    ///
    /// - Returns: Their rows, in the same order.
    public func insertPosts(_ posts: [NewPost]) throws -> [Int64] {
        var ids: [Int64] = []
        var rest = posts[...]
        while !rest.isEmpty {
            var bytes = 0
            let count = rest.prefix(Self.statementRows).prefix {
                bytes += $0.text.utf8.count
                return bytes <= Self.statementBytes
            }.count
            let rows = rest.prefix(max(count, 1))
            rest = rest.dropFirst(rows.count)
            try insert(rows)
            // Rows that one statement adds follow each other.
            let last = database.lastInsertedRowID
            ids += (last - Int64(rows.count) + 1)...last
        }
        return ids
    }

    private func insert(_ posts: ArraySlice<NewPost>) throws {
        let row = "(?, ?, ?, ?, ?, ?)"
        let rows = Array(repeating: row, count: posts.count).joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO post (guid, authorID, text, isPublic, isSilent, createdAt)
                VALUES \(rows)
                """)
        var arguments = StatementArguments()
        for post in posts { arguments += post.arguments }
        try statement.execute(arguments: arguments)
    }
}
