extension Migration {
    /// Indexes that give the posts of a stream in its order, newest first.
    ///
    /// Rows that address a post to somebody have its time, so that an index of theirs is in the order of a stream;
    /// `postStream` has the public posts of each author. A stream is the newest of all of these.
    static let streamOrder = Migration(
        32, "streamOrder",
        up: """
            ALTER TABLE recipient ADD COLUMN createdAt INTEGER NOT NULL DEFAULT 0;
            UPDATE recipient SET createdAt = (SELECT createdAt FROM post WHERE id = recipient.postID);
            DROP INDEX recipientByPerson;
            CREATE INDEX recipientByPerson ON recipient (personID, createdAt, postID);

            ALTER TABLE mention ADD COLUMN createdAt INTEGER NOT NULL DEFAULT 0;
            UPDATE mention SET createdAt = (SELECT createdAt FROM post WHERE id = mention.postID);
            DROP INDEX mentionByPerson;
            CREATE INDEX mentionByPerson ON mention (personID, createdAt, postID);

            CREATE INDEX postStream ON post (authorID, createdAt)
                WHERE isPublic = 1 AND deletedGUID IS NULL;
            """,
        down: """
            DROP INDEX postStream;
            DROP INDEX mentionByPerson;
            ALTER TABLE mention DROP COLUMN createdAt;
            CREATE INDEX mentionByPerson ON mention (personID);
            DROP INDEX recipientByPerson;
            ALTER TABLE recipient DROP COLUMN createdAt;
            CREATE INDEX recipientByPerson ON recipient (personID);
            """)
}
