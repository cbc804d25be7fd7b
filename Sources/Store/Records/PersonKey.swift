public import Foundation
internal import GRDB

extension ReadTransaction {
    /// A person's public key, PEM.
    public func publicKey(personID: Int64) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT publicKey FROM personKey WHERE personID = ?"),
            arguments: [personID])
    }

    /// The private key of a local or guest person, PEM; `nil` for everyone else.
    public func privateKey(personID: Int64) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT privateKey FROM personKey WHERE personID = ?"),
            arguments: [personID])
    }
}

extension WriteTransaction {
    public func insertKey(
        personID: Int64, publicKey: String, privateKey: String?, createdAt: Date
    ) throws {
        try database.run(
            sql: """
                INSERT INTO personKey (personID, publicKey, privateKey, createdAt)
                VALUES (?, ?, ?, ?)
                """,
            arguments: [personID, publicKey, privateKey, createdAt.seconds])
    }
}
