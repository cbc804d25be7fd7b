extension Migration {
    static let pod = Migration(
        1, "pod",
        up: """
            CREATE TABLE pod (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                url TEXT NOT NULL,
                createdAt INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE podState (
                key TEXT PRIMARY KEY,
                value TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            """,
        down: """
            DROP TABLE podState;
            DROP TABLE pod;
            """)
}
