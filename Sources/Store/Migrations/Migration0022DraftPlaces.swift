extension Migration {
    /// The coordinates of a draft's place, in degrees: without them it never leaves with the post.
    static let draftPlaces = Migration(
        22, "draftPlaces",
        up: """
            ALTER TABLE draft ADD COLUMN latitude REAL;
            ALTER TABLE draft ADD COLUMN longitude REAL;
            """,
        down: """
            ALTER TABLE draft DROP COLUMN longitude;
            ALTER TABLE draft DROP COLUMN latitude;
            """)
}
