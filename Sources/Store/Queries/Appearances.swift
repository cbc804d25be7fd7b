public import Diaspora
internal import GRDB

/// A public post's place in one of its lists.
public struct ListedPlace: Sendable, Equatable {
    public let postID: Int64
    public let guid: String
    public let authorID: Int64
    public let list: ListName
    public let rank: Int
}

/// A comment's place among those of its post, in the order they came in.
public struct CommentPlace: Sendable, Equatable {
    public let postGUID: String
    public let guid: String
    /// The size of its text.
    public let bytes: Int
    /// Counts from 1.
    public let rank: Int
    /// The number of comments that the post has.
    public let count: Int
}

extension ReadTransaction {
    /// Lists the places of a person's public posts.
    public func places(authorID: Int64) throws -> [ListedPlace] {
        try places(of: "SELECT id FROM post WHERE authorID = ? AND isPublic = 1", authorID)
    }

    /// Lists the places of public posts that mention a person.
    public func places(mentioning personID: Int64) throws -> [ListedPlace] {
        try places(of: "SELECT postID FROM mention WHERE personID = ?", personID)
    }

    private func places(of posts: String, _ personID: Int64) throws -> [ListedPlace] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT publicPost.id, publicPost.guid, publicPost.authorID, list.kind, list.key,
                        listing.rank
                    FROM publicPost JOIN listing ON listing.postID = publicPost.id
                    JOIN list ON list.id = listing.listID
                    WHERE publicPost.id IN (\(posts))
                    """),
            arguments: [personID]
        ).compactMap { row -> ListedPlace? in
            guard let kind = ListName.Kind(rawValue: try row.value(3)) else { return nil }
            return try ListedPlace(
                postID: row.value(0), guid: row.value(1), authorID: row.value(2),
                list: ListName(kind, row.value(4)), rank: row.value(5))
        }
    }

    /// Finds the people of this pod who have some of these tags in their profiles.
    ///
    /// Reads the profile of everybody who has tags.
    public func profileTags(among names: Set<String>) throws -> [(personID: Int64, tag: String)] {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: "SELECT id, tags FROM publicPerson WHERE tags <> '' ORDER BY id"))
        var found: [(Int64, String)] = []
        while let row = try rows.next() {
            let (id, tags): (Int64, String) = try (row.value(0), row.value(1))
            for tag in tags.split(separator: " ").map(String.init) where names.contains(tag) {
                found.append((id, tag))
            }
        }
        return found
    }

    /// Returns whether a person commented on a public post of this pod.
    public func hasPublicComments(authorID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM publicComment WHERE authorID = ?)"),
            arguments: [authorID]) ?? false
    }

    /// Lists the places of a person's comments on public posts, but for slow ones, which no page shows yet.
    public func commentPlaces(authorID: Int64) throws -> [CommentPlace] {
        try commentPlaces(of: "SELECT id FROM comment WHERE authorID = ?", [authorID])
    }

    /// Lists the places of comments on public posts with an ID in their text.
    ///
    /// Reads every comment: a person may be mentioned before they are known.
    public func commentPlaces(naming id: DiasporaID) throws -> [CommentPlace] {
        try commentPlaces(
            of: "SELECT id FROM comment WHERE instr(lower(text), ?) > 0", [id.description])
    }

    private func commentPlaces(
        of comments: String, _ arguments: StatementArguments
    ) throws -> [CommentPlace] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH shown (id) AS MATERIALIZED (\(comments)),
                    ranked AS (
                        SELECT id, guid, postID, length(CAST(text AS BLOB)) AS bytes,
                            ROW_NUMBER() OVER (PARTITION BY postID ORDER BY id) AS rank,
                            COUNT(*) OVER (PARTITION BY postID) AS count
                        FROM comment WHERE postID IN (
                            SELECT postID FROM comment WHERE id IN (SELECT id FROM shown))
                            AND id NOT IN (SELECT commentID FROM slowComment))
                    SELECT publicPost.guid, ranked.guid, ranked.bytes, ranked.rank, ranked.count
                    FROM ranked JOIN publicPost ON publicPost.id = ranked.postID
                    WHERE ranked.id IN (SELECT id FROM shown)
                    """),
            arguments: arguments
        ).map {
            try CommentPlace(
                postGUID: $0.value(0), guid: $0.value(1), bytes: $0.value(2), rank: $0.value(3),
                count: $0.value(4))
        }
    }
}
