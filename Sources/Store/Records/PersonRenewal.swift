public import Diaspora
internal import GRDB

extension WriteTransaction {
    /// Gives a person of another pod another GUID and key; what waits for their old inbox goes to the new one.
    public func renewPerson(
        id: Int64, guid: GUID, publicKey: String, inboxes: PodInboxes
    ) throws {
        try database.run(
            sql: "UPDATE person SET guid = ?, backfilledAt = NULL WHERE id = ?",
            arguments: [guid.string, id])
        try setPublicKey(publicKey, personID: id)
        // All at once, so that their order stays.
        try database.run(
            sql: """
                UPDATE OR IGNORE delivery
                SET destination = host || ? || ?, attempts = 0, notBefore = 0
                WHERE channel = 'federation' AND recipientID = ? AND state IN ('open', 'held')
                """,
            arguments: [inboxes.personal, guid.string, id])
    }

    /// Gives somebody of another pod a GUID that nobody names, as theirs is another's. They are known by their ID still; what
    /// is sent to them finds nobody until their pod is asked anew.
    public func replaceGUID(personID: Int64) throws {
        try database.run(
            sql: """
                UPDATE person SET guid = lower(hex(randomblob(16))) WHERE id = ? AND kind = 'remote'
                """,
            arguments: [personID])
    }
}
