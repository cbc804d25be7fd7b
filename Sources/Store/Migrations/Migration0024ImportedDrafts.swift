extension Migration {
    /// What an imported draft needs to become the post that its file is, when its time has come.
    ///
    /// A silent one is told to nobody. A step down holds them, as the program of then would tell everybody.
    static let importedDrafts = Migration(
        24, "importedDrafts",
        up: """
            ALTER TABLE draft ADD COLUMN isSilent INTEGER NOT NULL DEFAULT 0
                CHECK (isSilent IN (0, 1));
            CREATE TABLE draftRedirect (
                draftID INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
                path TEXT NOT NULL,
                PRIMARY KEY (draftID, path)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX importedPostByGUID ON importedPost (guid);
            """,
        down: """
            UPDATE schedule SET isHeld = 1
                WHERE draftID IN (SELECT id FROM draft WHERE isSilent = 1);
            DROP INDEX importedPostByGUID;
            DROP TABLE draftRedirect;
            ALTER TABLE draft DROP COLUMN isSilent;
            """)
}
