extension Migration {
    /// A tombstone belongs to the author of what was deleted, and to its type.
    ///
    /// The author 0 is nobody known: of what was deleted before this was noted. A linked post is asked for
    /// of each author whom a link names. The way down keeps the oldest row of each GUID.
    static let tombstones = Migration(
        13, "tombstones",
        up: """
            ALTER TABLE tombstone RENAME TO oldTombstone;
            CREATE TABLE tombstone (
                guid TEXT NOT NULL,
                type TEXT NOT NULL,
                authorID INTEGER NOT NULL,
                wasPublic INTEGER NOT NULL CHECK (wasPublic IN (0, 1)),
                deletedAt INTEGER NOT NULL,
                PRIMARY KEY (guid, type, authorID)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, type, COALESCE(authorID, 0), wasPublic, deletedAt FROM oldTombstone;
            DROP TABLE oldTombstone;
            CREATE INDEX tombstoneByAuthor ON tombstone (authorID);

            ALTER TABLE linkedPost RENAME TO oldLinkedPost;
            CREATE TABLE linkedPost (
                guid TEXT NOT NULL,
                author TEXT NOT NULL,
                createdAt INTEGER NOT NULL,
                askedAt INTEGER,
                PRIMARY KEY (guid, author)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO linkedPost SELECT guid, author, createdAt, askedAt FROM oldLinkedPost;
            DROP TABLE oldLinkedPost;
            CREATE INDEX linkedPostWaiting ON linkedPost (createdAt, guid) WHERE askedAt IS NULL;
            CREATE INDEX linkedPostAsked ON linkedPost (askedAt) WHERE askedAt IS NOT NULL;
            """,
        down: """
            ALTER TABLE tombstone RENAME TO newTombstone;
            CREATE TABLE tombstone (
                guid TEXT PRIMARY KEY,
                type TEXT NOT NULL,
                authorID INTEGER,
                wasPublic INTEGER NOT NULL CHECK (wasPublic IN (0, 1)),
                deletedAt INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            INSERT OR IGNORE INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
                SELECT guid, type, NULLIF(authorID, 0), wasPublic, deletedAt FROM newTombstone
                ORDER BY guid, deletedAt, type, authorID;
            DROP TABLE newTombstone;

            ALTER TABLE linkedPost RENAME TO newLinkedPost;
            CREATE TABLE linkedPost (
                guid TEXT PRIMARY KEY,
                author TEXT NOT NULL,
                createdAt INTEGER NOT NULL,
                askedAt INTEGER
            ) STRICT, WITHOUT ROWID;
            INSERT OR IGNORE INTO linkedPost
                SELECT guid, author, createdAt, askedAt FROM newLinkedPost
                ORDER BY guid, createdAt, author;
            DROP TABLE newLinkedPost;
            CREATE INDEX linkedPostWaiting ON linkedPost (createdAt, guid) WHERE askedAt IS NULL;
            CREATE INDEX linkedPostAsked ON linkedPost (askedAt) WHERE askedAt IS NOT NULL;
            """)
}
