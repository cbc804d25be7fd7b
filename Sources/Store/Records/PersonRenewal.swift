public import Diaspora
internal import GRDB

extension WriteTransaction {
    /// Gives a person of another pod another GUID and key; what waits for their old inbox goes to the new one.
    public func renewPerson(id: Int64, guid: GUID, publicKey: String) throws {
        try database.run(
            sql: "UPDATE person SET guid = ?, backfilledAt = NULL WHERE id = ?",
            arguments: [guid.string, id])
        try setPublicKey(publicKey, personID: id)
        // All at once, so that their order stays.
        try database.run(
            sql: """
                UPDATE OR IGNORE delivery
                SET destination = host || '/receive/users/' || ?, attempts = 0, notBefore = 0
                WHERE recipientID = ? AND state IN ('open', 'held')
                """,
            arguments: [guid.string, id])
    }
}
