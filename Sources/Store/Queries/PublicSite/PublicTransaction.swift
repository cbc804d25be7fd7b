internal import GRDB

/// Reads of the public views on one snapshot; see ``PublicSite``.
public struct PublicTransaction {
    let database: Database
}
