extension Migration {
    /// What is noted of messages from other pods besides their effects.
    ///
    /// `authority` is empty for pods that are not known here, so that nobody can fill the table with
    /// names. A person who moved away has the signed message that says so; a comment its document once it
    /// was asked for; a linked post its row until it is forgotten that it was asked for.
    static let received = Migration(
        12, "received",
        up: """
            CREATE TABLE droppedMessage (
                authority TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('stranger', 'no_concern', 'deleted', 'ignored',
                    'unsupported')),
                count INTEGER NOT NULL CHECK (count > 0),
                lastAt INTEGER NOT NULL,
                PRIMARY KEY (authority, reason)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE linkedPost (
                guid TEXT PRIMARY KEY,
                author TEXT NOT NULL,
                createdAt INTEGER NOT NULL,
                askedAt INTEGER
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX linkedPostWaiting ON linkedPost (createdAt, guid) WHERE askedAt IS NULL;
            CREATE INDEX linkedPostAsked ON linkedPost (askedAt) WHERE askedAt IS NOT NULL;
            CREATE TABLE accountMigration (
                personID INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
                envelope BLOB NOT NULL
            ) STRICT;
            CREATE TABLE commentEnvelope (
                commentID INTEGER PRIMARY KEY REFERENCES comment (id) ON DELETE CASCADE,
                body BLOB NOT NULL
            ) STRICT;
            """,
        down: """
            DROP TABLE commentEnvelope;
            DROP TABLE accountMigration;
            DROP TABLE linkedPost;
            DROP TABLE droppedMessage;
            """)
}
