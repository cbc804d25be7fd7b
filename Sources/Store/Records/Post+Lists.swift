public import Diaspora
internal import GRDB

extension ReadTransaction {
    /// Lists the posts of an author, newest first; everyone's if `authorID` is nil.
    public func posts(authorID: Int64?, limit: Int) throws -> [Post] {
        guard let authorID else { return try newestPosts(limit: limit) }
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.columns) FROM post WHERE authorID = ? AND deletedGUID IS NULL
                    ORDER BY createdAt DESC, guid DESC LIMIT ?
                    """),
            arguments: [authorID, limit]
        ).map(Post.init)
    }

    private func newestPosts(limit: Int) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.columns) FROM post WHERE deletedGUID IS NULL
                    ORDER BY createdAt DESC, guid DESC LIMIT ?
                    """),
            arguments: [limit]
        ).map(Post.init)
    }

    /// Lists the reshares of a post by people of this pod: at most one of each, however many others
    /// there are.
    public func ownReshares(of guid: GUID) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.qualifiedColumns)
                    FROM person CROSS JOIN post ON post.authorID = person.id AND post.rootGUID = ?
                    WHERE person.kind = 'local' ORDER BY post.id
                    """),
            arguments: [guid.string]
        ).map(Post.init)
    }

    /// Lists the people who reshared posts of a person.
    public func resharers(ofAuthorID authorID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT DISTINCT reshare.authorID FROM post
                    JOIN post AS reshare ON reshare.rootGUID = post.guid
                    WHERE post.authorID = ?
                    """),
            arguments: [authorID])
    }

    /// Lists the posts of people of this pod whose text contains a GUID, as links to a post do.
    public func ownPosts(naming guid: GUID) throws -> [Post] {
        guard let pattern = FTS5Pattern(matchingPhrase: guid.string) else { return [] }
        let isOwn = "AND (SELECT kind FROM person WHERE id = post.authorID) = 'local'"
        // By bytes: by characters a text of flags costs the square of its length.
        return try posts(
            "\(isOwn) AND instr(post.text, ?) ORDER BY post.id", matching: pattern, [guid.string])
    }

    /// Lists the posts after `id` in the order of their rows, for work over all of them.
    public func posts(after id: Int64, limit: Int) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.columns) FROM post WHERE id > ? AND deletedGUID IS NULL
                    ORDER BY id LIMIT ?
                    """),
            arguments: [id, limit]
        ).map(Post.init)
    }

    /// Searches everything that the author wrote, limited posts included, for its owner; best match
    /// first.
    ///
    /// - Parameter query: Words; each must occur. FTS5's own syntax is not interpreted.
    public func search(_ query: String, authorID: Int64, limit: Int) throws -> [Post] {
        guard let pattern = FTS5Pattern(matchingAllTokensIn: query) else { return [] }
        return try posts(
            "AND post.authorID = ? ORDER BY postSearch.rank LIMIT ?", matching: pattern,
            [authorID, limit])
    }

    /// Lists the posts that match a search.
    ///
    /// - Parameter rest: The end of the statement, after the condition of the full-text index.
    private func posts(
        _ rest: String, matching pattern: FTS5Pattern, _ arguments: StatementArguments = []
    ) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.qualifiedColumns)
                    FROM postSearch JOIN post ON post.id = postSearch.rowid
                    WHERE postSearch MATCH ? \(rest)
                    """),
            arguments: [pattern] + arguments
        ).map(Post.init)
    }
}
