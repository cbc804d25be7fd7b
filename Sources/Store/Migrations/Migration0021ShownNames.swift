extension Migration {
    /// When pages were last asked for that show the name of somebody of another pod, and whether it is
    /// another since.
    ///
    /// The pages of long comments are asked for by GUID: nobody looks for one by its hash any more. Both
    /// ways the next build makes everything, as names may wait here.
    static let shownNames = Migration(
        21, "shownNames",
        up: """
            CREATE TABLE shownName (
                personID INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
                askedAt INTEGER NOT NULL,
                isWaiting INTEGER NOT NULL DEFAULT 0 CHECK (isWaiting IN (0, 1))
            ) STRICT;
            CREATE INDEX shownNameByDate ON shownName (isWaiting, askedAt);
            DROP INDEX commentByUnusualGUID;
            DELETE FROM podState WHERE key = 'site.fingerprint';
            """,
        down: """
            DELETE FROM podState WHERE key = 'site.fingerprint';
            CREATE INDEX commentByUnusualGUID ON comment (postID)
                WHERE length(guid) > 64 OR guid GLOB '*[^-0-9A-Za-z]*';
            DROP TABLE shownName;
            """)
}
