internal import GRDB

extension PublicTransaction {
    func photos(postID: Int64) throws -> [ShownPhoto] {
        let cursor = try database.rows(
            sql: """
                SELECT id, fileName, width, height, alt FROM publicPhoto
                WHERE postID = ? AND isInline = 0 ORDER BY position, id
                """,
            arguments: [postID])
        return try photos(cursor)
    }

    /// Finds the picture of a person's profile.
    public func photo(id: Int64) throws -> ShownPhoto? {
        let cursor = try database.rows(
            sql: "SELECT id, fileName, width, height, alt FROM publicPhoto WHERE id = ?",
            arguments: [id])
        return try photos(cursor).first
    }

    /// Finds the photo with this file name, if a public post or profile shows it.
    public func photo(fileName: String) throws -> ShownPhoto? {
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

    private func photos(_ cursor: RowCursor) throws -> [ShownPhoto] {
        var rows: [Row] = []
        while let row = try cursor.next() { rows.append(row.copy()) }
        return try rows.map { row in
            let versions = try database.rows(
                sql: """
                    SELECT name, width, height FROM publicPhotoVersion
                    WHERE photoID = ? ORDER BY width, name
                    """,
                arguments: [try row.value(0) as Int64])
            return try ShownPhoto(
                fileName: row.value(1), width: row.value(2), height: row.value(3),
                alt: row.value(4),
                versions: versions.all {
                    try ShownPhoto.Version(
                        name: $0.value(0), width: $0.value(1), height: $0.value(2))
                })
        }
    }
}
