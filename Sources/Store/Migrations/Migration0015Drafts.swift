extension Migration {
    /// The random part of a post's GUID is drawn with its draft, and schedules can be held.
    ///
    /// A pod restored from a backup publishes the drafts of then under the GUIDs they had when they were
    /// published first. The sentence is the one that a restore of an older schema leaves.
    static let drafts = Migration(
        15, "drafts",
        up: """
            ALTER TABLE draft ADD COLUMN guidBytes BLOB NOT NULL
                DEFAULT x'00000000000000000000000000000000' CHECK (length(guidBytes) = 16);
            UPDATE draft SET guidBytes = randomblob(16);
            ALTER TABLE schedule ADD COLUMN isHeld INTEGER NOT NULL DEFAULT 0
                CHECK (isHeld IN (0, 1));
            UPDATE schedule SET isHeld = 1, failure = NULL
                WHERE failure = 'held, as the pod was restored from a backup';
            """,
        down: """
            UPDATE schedule SET failure = 'held, as the pod was restored from a backup'
                WHERE isHeld = 1;
            ALTER TABLE schedule DROP COLUMN isHeld;
            ALTER TABLE draft DROP COLUMN guidBytes;
            """)
}
