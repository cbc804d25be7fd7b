extension Migration {
    /// Pods that nothing is received from, fetched from or sent to.
    ///
    /// `refused` counts the messages that the workers dropped since.
    static let blockedPods = Migration(
        19, "blockedPods",
        up: """
            CREATE TABLE blockedPod (
                name TEXT PRIMARY KEY,
                createdAt INTEGER NOT NULL,
                refused INTEGER NOT NULL DEFAULT 0 CHECK (refused >= 0)
            ) STRICT, WITHOUT ROWID;
            """,
        down: """
            DROP TABLE blockedPod;
            """)
}
