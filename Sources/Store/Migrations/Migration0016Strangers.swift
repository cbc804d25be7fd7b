extension Migration {
    /// What people whom nobody here added may leave here is counted by pod, and what nothing refers to is
    /// found without reading everything.
    static let strangers = Migration(
        16, "strangers",
        up: """
            ALTER TABLE remotePod ADD COLUMN strangerRows INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE remotePod ADD COLUMN strangerBytes INTEGER NOT NULL DEFAULT 0;
            CREATE INDEX postByRootAuthor ON post (rootAuthor) WHERE rootAuthor IS NOT NULL;
            CREATE INDEX personByMove ON person (movedTo) WHERE movedTo IS NOT NULL;
            ALTER TABLE droppedMessage RENAME TO oldDroppedMessage;
            CREATE TABLE droppedMessage (
                authority TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('stranger', 'no_concern', 'deleted', 'ignored',
                    'unsupported', 'quota')),
                count INTEGER NOT NULL CHECK (count > 0),
                lastAt INTEGER NOT NULL,
                PRIMARY KEY (authority, reason)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO droppedMessage (authority, reason, count, lastAt)
                SELECT authority, reason, count, lastAt FROM oldDroppedMessage;
            DROP TABLE oldDroppedMessage;
            """,
        down: """
            ALTER TABLE droppedMessage RENAME TO newDroppedMessage;
            CREATE TABLE droppedMessage (
                authority TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('stranger', 'no_concern', 'deleted', 'ignored',
                    'unsupported')),
                count INTEGER NOT NULL CHECK (count > 0),
                lastAt INTEGER NOT NULL,
                PRIMARY KEY (authority, reason)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO droppedMessage (authority, reason, count, lastAt)
                SELECT authority, reason, count, lastAt FROM newDroppedMessage
                WHERE reason <> 'quota';
            DROP TABLE newDroppedMessage;
            DROP INDEX personByMove;
            DROP INDEX postByRootAuthor;
            ALTER TABLE remotePod DROP COLUMN strangerBytes;
            ALTER TABLE remotePod DROP COLUMN strangerRows;
            """)
}
