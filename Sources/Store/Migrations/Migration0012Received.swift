extension Migration {
    /// What is noted of messages from other pods besides their effects.
    ///
    /// `authority` is empty for pods that are not known here, so that nobody can fill the table with
    /// names.
    static let received = Migration(
        11, "received",
        up: """
            CREATE TABLE droppedMessage (
                authority TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('stranger', 'no_concern', 'deleted', 'ignored',
                    'unsupported')),
                count INTEGER NOT NULL CHECK (count > 0),
                lastAt INTEGER NOT NULL,
                PRIMARY KEY (authority, reason)
            ) STRICT, WITHOUT ROWID;
            """,
        down: """
            DROP TABLE droppedMessage;
            """)
}
