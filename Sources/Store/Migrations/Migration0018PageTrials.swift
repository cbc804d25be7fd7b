extension Migration {
    /// Pages of the tree at which processes ended, with how often each did when that page alone was
    /// rendered. One with `heldAt` is left alone until the podmin asks for it.
    static let pageTrials = Migration(
        18, "pageTrials",
        up: """
            CREATE TABLE pageTrial (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                page TEXT NOT NULL UNIQUE,
                deaths INTEGER NOT NULL CHECK (deaths >= 0),
                lastAt INTEGER NOT NULL,
                heldAt INTEGER
            ) STRICT;
            """,
        down: """
            DROP TABLE pageTrial;
            """)
}
