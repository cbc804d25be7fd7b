extension Migration {
    /// Files of the public tree that have no compressed twins yet. A row gets another number whenever its
    /// file was written again.
    ///
    /// After the way down the next build makes everything, and with it the twins that are missing.
    static let twinlessFiles = Migration(
        26, "twinlessFiles",
        up: """
            CREATE TABLE twinlessFile (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                path TEXT NOT NULL UNIQUE
            ) STRICT;
            """,
        down: """
            DELETE FROM podState WHERE key = 'site.fingerprint'
                AND EXISTS (SELECT 1 FROM twinlessFile);
            DROP TABLE twinlessFile;
            """)
}
