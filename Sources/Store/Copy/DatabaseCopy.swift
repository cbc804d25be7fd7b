internal import GRDB

/// The contents of a copy of a database, whatever the copy's schema version.
public struct DatabaseCopy: Sendable, Equatable {
    public let schemaVersion: Int
    public let postCount: Int
    public let userCount: Int
    /// The names of the files that its photos need, below `uploads/images/`.
    public let photoFileNames: [String]

    init(_ database: Database) throws {
        schemaVersion = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        postCount = try Self.count("post", in: database)
        userCount = try Self.count("user", in: database)
        photoFileNames =
            try database.tableExists("photoVersion")
            ? try String.fetchAll(
                database,
                sql: """
                    SELECT photoVersion.name || photo.fileName
                    FROM photoVersion JOIN photo ON photo.id = photoVersion.photoID
                    """)
            : []
    }

    private static func count(_ table: String, in database: Database) throws -> Int {
        guard try database.tableExists(table) else { return 0 }
        return try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
    }
}
