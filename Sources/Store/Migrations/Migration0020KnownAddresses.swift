extension Migration {
    /// Addresses from which people whom somebody here added were heard lately.
    static let knownAddresses = Migration(
        20, "knownAddresses",
        up: """
            CREATE TABLE knownAddress (
                address TEXT PRIMARY KEY,
                heardAt INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """,
        down: """
            DROP TABLE knownAddress;
            """)
}
