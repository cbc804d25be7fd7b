internal import CSQLite

/// SQLite as a whole, for the process.
enum SQLiteLibrary {
    /// Sets what can only be set before the first connection is opened.
    static func setUp() { _ = countsNoMemory }

    /// Whether SQLite goes without counting the memory it uses.
    ///
    /// It counts under a lock that all connections share, so that threads which read at the same time
    /// wait for each other at each allocation. Nothing here asks for the numbers. False, and nothing
    /// lost, where SQLite was in use before.
    ///
    /// See "SQLITE_CONFIG_MEMSTATUS" in https://www.sqlite.org/c3ref/c_config_covering_index_scan.html.
    private static let countsNoMemory = csqlite_config_memstatus(0) == SQLITE_OK
}
