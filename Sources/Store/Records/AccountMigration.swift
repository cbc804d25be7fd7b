internal import Foundation
internal import GRDB

extension ReadTransaction {
    /// Returns the signed message with which a person of this pod moved away.
    public func migrationEnvelope(personID: Int64) throws -> [UInt8]? {
        try Data.fetchOne(
            database.cachedStatement(
                sql: "SELECT envelope FROM accountMigration WHERE personID = ?"),
            arguments: [personID]
        ).map { [UInt8]($0) }
    }
}

extension WriteTransaction {
    /// Keeps it for those who have not heard of it: one of the two signatures is by a key that is not here.
    public func setMigrationEnvelope(_ envelope: [UInt8], personID: Int64) throws {
        try database.run(
            sql: "INSERT OR IGNORE INTO accountMigration (personID, envelope) VALUES (?, ?)",
            arguments: [personID, Data(envelope)])
    }
}
