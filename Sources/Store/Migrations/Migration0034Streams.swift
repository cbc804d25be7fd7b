extension Migration {
    /// Tables and indexes for the streams beside the main one: posts by tag in the order of time, all public posts in that order,
    /// one's own last answer to a post, the tags that a user follows, the posts that they hid or saved.
    static let streams = Migration(
        34, "streams",
        up: """
            ALTER TABLE tagging ADD COLUMN createdAt INTEGER NOT NULL DEFAULT 0;
            UPDATE tagging SET createdAt = (SELECT createdAt FROM post WHERE id = tagging.postID);
            CREATE INDEX taggingStream ON tagging (tagID, createdAt, postID);

            CREATE INDEX postPublic ON post (createdAt)
                WHERE isPublic = 1 AND deletedGUID IS NULL;
            CREATE INDEX commentOnPostByAuthor ON comment (authorID, postID);

            ALTER TABLE participation ADD COLUMN answeredAt INTEGER NOT NULL DEFAULT 0;
            UPDATE participation SET answeredAt = createdAt WHERE answerCount > 0;
            DROP INDEX participationByAuthor;
            CREATE INDEX participationByAuthor ON participation (authorID, answeredAt, postID);

            CREATE TABLE tagFollowing (
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                tagID INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
                createdAt INTEGER NOT NULL,
                PRIMARY KEY (userID, tagID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX tagFollowingByTag ON tagFollowing (tagID);

            CREATE TABLE hiddenPost (
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                createdAt INTEGER NOT NULL,
                PRIMARY KEY (userID, postID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX hiddenPostByPost ON hiddenPost (postID);

            CREATE TABLE savedPost (
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                postID INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
                createdAt INTEGER NOT NULL,
                PRIMARY KEY (userID, postID)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX savedPostByPost ON savedPost (postID);
            CREATE INDEX savedPostByTime ON savedPost (userID, createdAt, postID);
            """,
        down: """
            DROP TABLE savedPost;
            DROP TABLE hiddenPost;
            DROP TABLE tagFollowing;
            DROP INDEX participationByAuthor;
            ALTER TABLE participation DROP COLUMN answeredAt;
            CREATE INDEX participationByAuthor ON participation (authorID);
            DROP INDEX commentOnPostByAuthor;
            DROP INDEX postPublic;
            DROP INDEX taggingStream;
            ALTER TABLE tagging DROP COLUMN createdAt;
            """,
        losses: """
            SELECT what || ': ' || count || iif(count = 1, ' row was', ' rows were')
                || ' removed, as the version before does not know them'
            FROM (
                SELECT 'saved posts' AS what, count(*) AS count FROM savedPost
                UNION ALL SELECT 'hidden posts', count(*) FROM hiddenPost
                UNION ALL SELECT 'followed tags', count(*) FROM tagFollowing
            ) WHERE count > 0
            """)
}
