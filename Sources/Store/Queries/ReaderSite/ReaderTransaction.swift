internal import GRDB

/// Reads of what one person may read, on one snapshot; see ``ReaderSite``.
public struct ReaderTransaction {
    let database: Database
}
