internal import GRDB

/// A picture of a public post or person.
public struct PublicPhoto: Sendable, Equatable {
    public let fileName: String
    public let width: Int
    public let height: Int
    public let alt: String
    /// Its files, narrowest first: prefix of the name, width and height in pixels.
    public let versions: [Version]

    public init(
        fileName: String, width: Int, height: Int, alt: String, versions: [Version]
    ) {
        self.fileName = fileName
        self.width = width
        self.height = height
        self.alt = alt
        self.versions = versions
    }

    public struct Version: Sendable, Equatable {
        public let name: String
        public let width: Int
        public let height: Int

        public init(name: String, width: Int, height: Int) {
            self.name = name
            self.width = width
            self.height = height
        }
    }
}

extension PublicTransaction {
    func photos(postID: Int64) throws -> [PublicPhoto] {
        let cursor = try database.rows(
            sql: """
                SELECT id, fileName, width, height, alt FROM publicPhoto
                WHERE postID = ? AND isInline = 0 ORDER BY position, id
                """,
            arguments: [postID])
        return try photos(cursor)
    }

    /// Finds the picture of a person's profile.
    public func photo(id: Int64) throws -> PublicPhoto? {
        let cursor = try database.rows(
            sql: "SELECT id, fileName, width, height, alt FROM publicPhoto WHERE id = ?",
            arguments: [id])
        return try photos(cursor).first
    }

    /// Finds the photo with this file name, if a public post or profile shows it.
    public func photo(fileName: String) throws -> PublicPhoto? {
        let cursor = try database.rows(
            sql: "SELECT id, fileName, width, height, alt FROM publicPhoto WHERE fileName = ?",
            arguments: [fileName])
        return try photos(cursor).first
    }

    /// Lists the file names of all pictures in the tree.
    public func photoFileNames() throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(sql: "SELECT fileName FROM publicPhoto ORDER BY id"))
    }

    private func photos(_ cursor: RowCursor) throws -> [PublicPhoto] {
        var rows: [Row] = []
        while let row = try cursor.next() { rows.append(row.copy()) }
        return try rows.map { row in
            let versions = try database.rows(
                sql: """
                    SELECT name, width, height FROM publicPhotoVersion
                    WHERE photoID = ? ORDER BY width, name
                    """,
                arguments: [try row.value(0) as Int64])
            return try PublicPhoto(
                fileName: row.value(1), width: row.value(2), height: row.value(3),
                alt: row.value(4),
                versions: versions.all {
                    try PublicPhoto.Version(
                        name: $0.value(0), width: $0.value(1), height: $0.value(2))
                })
        }
    }
}
