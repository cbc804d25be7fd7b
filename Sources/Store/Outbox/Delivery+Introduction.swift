public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Postpones the profile that follows a contact, if the pod was told nothing of its sender before;
    /// does nothing after any other message.
    ///
    /// Told of somebody new twice at once, the reference's workers look the sender up at once, and one of
    /// both fails and waits. People of that pod who share with the sender know the sender.
    ///
    /// - Parameters:
    ///   - contact: A message that was accepted.
    ///   - told: What the pod was told until then counts.
    ///   - date: When the profile goes.
    public func delayProfile(after contact: Delivery, unlessToldBefore told: Date, until date: Date)
        throws
    {
        guard contact.kind == "contact" else { return }
        try database.run(
            sql: """
                UPDATE delivery SET notBefore = MAX(notBefore, ?)
                WHERE id = (
                    SELECT MIN(next.id) FROM delivery AS next
                    WHERE next.channel = 'federation' AND next.destination = ?
                        AND next.state IN ('open', 'held')
                        AND next.orderKey = (SELECT orderKey FROM delivery WHERE id = ?))
                AND kind = 'profile' AND attempts = 0
                AND NOT EXISTS (
                    SELECT 1 FROM delivery AS earlier
                    WHERE earlier.channel = 'federation' AND earlier.guid = ?
                        AND earlier.host = ? AND earlier.state = 'done'
                        AND earlier.finishedAt <= ?)
                AND NOT EXISTS (
                    SELECT 1 FROM person AS sender JOIN user ON user.personID = sender.id
                    JOIN contact ON contact.userID = user.id AND contact.isSharing = 1
                    JOIN person AS other ON other.id = contact.personID
                    WHERE sender.diasporaID = ? AND other.authority = ?)
                """,
            arguments: [
                date.seconds, contact.destination, contact.id, contact.guid, contact.host,
                told.seconds, contact.guid, contact.host,
            ])
    }
}
