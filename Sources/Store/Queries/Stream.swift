internal import GRDB

extension ReadTransaction {
    /// Lists the posts that a user reads, newest first: their own, public ones of people they share
    /// with, and limited ones addressed to them. Posts and reshares by, or of, people whom they
    /// ignore or who closed their account are left out.
    public func stream(userID: Int64, personID: Int64, limit: Int) throws -> [Post] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(Post.qualifiedColumns) FROM post
                    WHERE post.deletedGUID IS NULL AND (post.authorID = :person
                        OR (post.isPublic = 1 AND post.authorID IN (
                            SELECT contact.personID FROM contact
                            WHERE contact.userID = :user AND contact.isReceiving = 1))
                        OR EXISTS (SELECT 1 FROM recipient
                            WHERE recipient.postID = post.id AND recipient.personID = :person)
                        OR EXISTS (SELECT 1 FROM mention
                            WHERE mention.postID = post.id AND mention.personID = :person
                                AND post.isPublic = 1))
                        AND post.authorID NOT IN (
                            SELECT block.personID FROM block WHERE block.userID = :user)
                        AND NOT EXISTS (SELECT 1 FROM person
                            WHERE person.id = post.authorID AND person.kind = 'remote'
                                AND person.closedAt IS NOT NULL AND person.movedTo IS NULL)
                        AND (post.rootAuthor IS NULL OR post.rootAuthor NOT IN (
                            SELECT person.diasporaID FROM block
                            JOIN person ON person.id = block.personID
                            WHERE block.userID = :user))
                    ORDER BY post.createdAt DESC, post.id DESC LIMIT :limit
                    """),
            arguments: ["user": userID, "person": personID, "limit": limit]
        ).map(Post.init)
    }
}
