internal import GRDB

/// Reads on one snapshot; each table's are in `Records/`, those over several tables in `Queries/`.
public struct ReadTransaction {
    let database: Database
}
