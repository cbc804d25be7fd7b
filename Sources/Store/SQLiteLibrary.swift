internal import CSQLite

/// What is set for SQLite as a whole, before the process opens its first connection.
enum SQLiteLibrary {
    /// Whether SQLite goes without counting the memory it uses.
    ///
    /// It counts under a lock that all connections share, so that threads which read at the same time
    /// wait for each other at each allocation. Nothing here asks for the numbers.
    /// False, and nothing lost, where SQLite was in use before.
    ///
    /// See "SQLITE_CONFIG_MEMSTATUS" in https://www.sqlite.org/c3ref/c_config_covering_index_scan.html.
    static let countsNoMemory = csqlite_config_memstatus(0) == SQLITE_OK
}
