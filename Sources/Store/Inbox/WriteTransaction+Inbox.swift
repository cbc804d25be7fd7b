public import Diaspora
internal import Escaping
public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Inserts entries, but none that equals one not yet done with.
    ///
    /// - Returns: Which of them are new.
    @discardableResult
    public func insertInboxEntries(_ entries: [NewInboxEntry], at date: Date) throws -> [Bool] {
        if !entries.isEmpty { try noteExposure(.received, at: date) }
        return try entries.map { entry in
            try database.run(
                sql: """
                    INSERT INTO inboxEntry (recipientID, body, bytes, digest, address, receivedAt)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (digest) WHERE state <> 'held' DO NOTHING
                    """,
                arguments: [
                    entry.recipientID, Data(entry.body), entry.body.count,
                    entry.digest.map { Data($0) }, entry.address, date.seconds,
                ])
            return database.changesCount > 0
        }
    }

    /// Removes an entry in the transaction that stores its effects.
    public func deleteInboxEntry(id: Int64) throws {
        try database.run(sql: "DELETE FROM inboxEntry WHERE id = ?", arguments: [id])
    }

    /// Postpones an entry to a later try.
    public func postponeInboxEntry(
        id: Int64, until date: Date, reason: String, claim: MessageClaim = MessageClaim()
    ) throws {
        try database.run(
            sql: """
                UPDATE inboxEntry SET state = 'waiting', attempts = attempts + 1, notBefore = ?,
                    source = address WHERE id = ?
                """,
            arguments: [date.seconds, id])
        try note(reason, claim, ofEntry: id)
    }

    /// Keeps an entry for the podmin with the reason why nothing came of it, in place of an equal one.
    public func holdInboxEntry(
        id: Int64, reason: String, claim: MessageClaim = MessageClaim()
    ) throws {
        try deleteEqual(ofEntry: id, isHeld: true)
        try database.run(
            sql: "UPDATE inboxEntry SET state = 'held', source = address WHERE id = ?",
            arguments: [id])
        try note(reason, claim, ofEntry: id)
    }

    /// Notes what came of a try, and for whom the entry counts from now on; another may take it then.
    private func note(_ reason: String, _ claim: MessageClaim, ofEntry id: Int64) throws {
        let source = claim.standing == .unverified ? nil : claim.sender
        try database.run(
            sql: """
                UPDATE inboxEntry SET reason = ?, sender = ?, author = ?, kind = ?, standing = ?,
                    source = COALESCE(?, address) WHERE id = ?
                """,
            arguments: [
                EscapedText(reason).description, claim.sender, claim.author, claim.kind,
                source == nil ? 0 : claim.standing.rawValue, source, id,
            ])
        try database.run(sql: "DELETE FROM inboxLease WHERE entryID = ?", arguments: [id])
    }

    /// Makes an entry due at once; it is tried alone if processes died of it.
    public func retryInboxEntry(id: Int64) throws {
        try deleteEqual(ofEntry: id, isHeld: false)
        try database.run(
            sql: """
                UPDATE inboxEntry SET state = 'waiting', attempts = 0, notBefore = 0,
                    source = COALESCE(source, address) WHERE id = ?
                """,
            arguments: [id])
        try database.run(
            sql: "UPDATE inboxLease SET deaths = 0 WHERE entryID = ? AND workerID IS NULL",
            arguments: [id])
    }

    /// Makes a person's held entries due again in the order of arrival, as another key of theirs is
    /// known. Entries of which processes died stay held.
    ///
    /// - Returns: How many there were.
    @discardableResult
    public func retryHeldInboxEntries(of person: DiasporaID) throws -> Int {
        let ids = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM inboxEntry INDEXED BY inboxEntryHeld
                    WHERE state = 'held' AND ?1 IN (sender, author) AND NOT EXISTS (
                        SELECT 1 FROM inboxLease WHERE entryID = inboxEntry.id AND deaths >= ?2)
                    ORDER BY id
                    """),
            arguments: [person.description, Worker.maximumDeaths])
        for id in ids { try retryInboxEntry(id: id) }
        return ids.count
    }

    private func deleteEqual(ofEntry id: Int64, isHeld: Bool) throws {
        try database.run(
            sql: """
                DELETE FROM inboxEntry WHERE state \(isHeld ? "=" : "<>") 'held' AND id <> ?
                    AND digest = (SELECT digest FROM inboxEntry WHERE id = ?)
                """,
            arguments: [id, id])
    }
}
