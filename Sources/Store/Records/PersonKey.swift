public import Foundation
internal import GRDB

extension ReadTransaction {
    /// Returns a person's public key, PEM.
    public func publicKey(personID: Int64) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT publicKey FROM personKey WHERE personID = ?"),
            arguments: [personID])
    }

    /// Returns the private key of a local or guest person, sealed or PEM; `nil` for everyone else.
    public func privateKey(personID: Int64) throws -> String? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT privateKey FROM personKey WHERE personID = ?"),
            arguments: [personID])
    }
}

extension ReadTransaction {
    /// Lists the private keys that an earlier version stored unsealed.
    public func unsealedKeys() throws -> [(personID: Int64, privateKey: String)] {
        try Row.fetchAll(
            database,
            sql: "SELECT personID, privateKey FROM personKey WHERE privateKey LIKE '-----%'"
        ).map { try ($0.value("personID"), $0.value("privateKey")) }
    }
}

extension WriteTransaction {
    public func setPrivateKey(_ privateKey: String, personID: Int64) throws {
        try database.run(
            sql: "UPDATE personKey SET privateKey = ? WHERE personID = ?",
            arguments: [privateKey, personID])
    }

    /// Replaces a public key after a verified discovery.
    public func setPublicKey(_ publicKey: String, personID: Int64) throws {
        try database.run(
            sql: "UPDATE personKey SET publicKey = ? WHERE personID = ?",
            arguments: [publicKey, personID])
    }

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
