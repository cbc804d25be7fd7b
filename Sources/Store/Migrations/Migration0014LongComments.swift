extension Migration {
    /// Comments whose GUIDs cannot stand in the addresses of their own pages as they are: whoever looks for
    /// one by its hash reads them alone.
    static let longComments = Migration(
        14, "longComments",
        up: """
            CREATE INDEX commentByUnusualGUID ON comment (postID)
                WHERE length(guid) > 64 OR guid GLOB '*[^-0-9A-Za-z]*';
            """,
        down: """
            DROP INDEX commentByUnusualGUID;
            """)
}
