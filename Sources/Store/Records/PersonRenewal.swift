public import Diaspora
internal import GRDB

extension WriteTransaction {
    /// Replaces GUID and key of a person of another pod; deliveries that wait for their old inbox
    /// go to the new one.
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

    /// Replaces the GUID of a person of another pod by an unused one, as theirs belongs to somebody
    /// else. They are still known by their ID; messages to them reach nobody until their pod is
    /// asked again.
    public func replaceGUID(personID: Int64) throws {
        try database.run(
            sql: """
                UPDATE person SET guid = lower(hex(randomblob(16))) WHERE id = ? AND kind = 'remote'
                """,
            arguments: [personID])
    }
}
