extension Migration {
    /// The tables of sessions, of counted attempts, and of submitted forms.
    ///
    /// A session is found by the digest of its token, which its browser alone has. `attempt` counts within a window of
    /// time, for an action and a subject: an address, or an account. `sentForm` has the key of a form that was submitted,
    /// with the GUID of its outcome, so that a second submission has no further effect.
    static let sessions = Migration(
        31, "sessions",
        up: """
            CREATE TABLE session (
                id INTEGER PRIMARY KEY,
                digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                device TEXT NOT NULL CHECK (length(device) <= 200),
                createdAt INTEGER NOT NULL,
                seenAt INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX sessionByUser ON session (userID);
            CREATE INDEX sessionBySeen ON session (seenAt);

            CREATE TABLE attempt (
                action TEXT NOT NULL,
                subject TEXT NOT NULL CHECK (length(CAST(subject AS BLOB)) <= 64),
                startedAt INTEGER NOT NULL,
                count INTEGER NOT NULL CHECK (count > 0),
                PRIMARY KEY (action, subject)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX attemptByStart ON attempt (startedAt);

            CREATE TABLE sentForm (
                userID INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                key TEXT NOT NULL CHECK (length(key) = 64),
                guid TEXT NOT NULL,
                sentAt INTEGER NOT NULL,
                PRIMARY KEY (userID, key)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX sentFormByTime ON sentForm (sentAt);
            """,
        down: """
            DROP TABLE sentForm;
            DROP TABLE attempt;
            DROP TABLE session;
            """)
}
