public import Foundation
internal import GRDB

extension ReadTransaction {
    public func hasUnplannedPayloads() throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM payload WHERE audience IS NOT NULL)")) ?? false
    }
}

extension WriteTransaction {
    /// The state that holds the last message whose deliveries must be held when they are made.
    public static let heldThroughKey = "payload.heldThrough"

    /// Turns the audiences of new messages into deliveries: one a pod for what is public, one a person
    /// for what is not. People of this pod need none.
    ///
    /// Pods that were away too long, or are blocked, get nothing; of a post its ledger says so, with a
    /// delivery given up from the start.
    ///
    /// - Parameter deadSince: Pods offline since before then are left out (protocol, 2.13).
    /// - Returns: How many messages were planned.
    @discardableResult
    public func planPayloads(limit: Int, at date: Date, deadSince: Date) throws -> Int {
        let heldThrough = Int64(try reading.state(Self.heldThroughKey) ?? "") ?? 0
        let waiting = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, audience, isPublic FROM payload WHERE audience IS NOT NULL
                    ORDER BY id LIMIT ?
                    """),
            arguments: [limit])
        for row in try waiting + profiles(behind: waiting.last) {
            let id: Int64 = try row.value("id")
            let audience = try MessageAudience(json: row.value("audience"))
            let people = try personIDs(audience.set, isPublic: row.value("isPublic"))
            try insertDeliveries(
                payloadID: id, people: people, isPublic: row.value("isPublic"), audience: audience,
                isHeld: id <= heldThrough, at: date, deadSince: deadSince)
            try database.run(
                sql: "UPDATE payload SET audience = NULL WHERE id = ?", arguments: [id])
            // Nobody elsewhere gets it: then nobody need sign it.
            try removeFinishedPayload(id: id)
        }
        return waiting.count
    }

    /// The profile that comes right behind a contact: whatever is done of the contact finds it planned.
    private func profiles(behind last: Row?) throws -> [Row] {
        guard let last else { return [] }
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, audience, isPublic FROM payload
                    WHERE audience IS NOT NULL AND id = ? AND kind = 'profile'
                    """),
            arguments: [try last.value("id") as Int64 + 1])
    }

    /// SQL that yields a post's row unless it was deleted: then there is nobody to send anything of it to.
    private static let standing = "(SELECT id FROM post WHERE id = ? AND deletedGUID IS NULL)"

    /// SQL that yields the people of a set, and its arguments.
    private func personIDs(
        _ set: MessageAudience.Set, isPublic: Bool
    ) throws -> (sql: String, arguments: StatementArguments) {
        let table = isPublic ? "subscriber" : "recipient"
        switch set {
        case .audience(let postID):
            return ("SELECT personID FROM \(table) WHERE postID = \(Self.standing)", [postID])
        case .relay(let postID, let userID):
            let condition =
                isPublic
                ? ""
                : """
                AND EXISTS (SELECT 1 FROM contact WHERE contact.userID = ?
                    AND contact.personID = \(table).personID AND contact.isReceiving = 1)
                """
            return (
                """
                SELECT personID FROM \(table) WHERE postID = \(Self.standing) AND NOT EXISTS (
                    SELECT 1 FROM block WHERE block.userID = ?
                        AND block.personID = \(table).personID) \(condition)
                """, isPublic ? [postID, userID] : [postID, userID, userID]
            )
        case .people(let ids):
            let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
            return ("SELECT value FROM json_each(?)", [list])
        }
    }

    private func insertDeliveries(
        payloadID: Int64, people: (sql: String, arguments: StatementArguments), isPublic: Bool,
        audience: MessageAudience, isHeld: Bool, at date: Date, deadSince: Date
    ) throws {
        let (destination, recipient, grouping) =
            isPublic
            ? ("person.authority || '/receive/public'", "NULL", "GROUP BY person.authority")
            : ("person.authority || '/receive/users/' || person.guid", "person.id", "")
        try database.run(
            sql: """
                INSERT OR IGNORE INTO delivery (channel, destination, host, recipientID, orderKey,
                    guid, kind, version, payloadID, priority, state, notBefore, createdAt,
                    finishedAt, reason)
                SELECT 'federation', \(destination), person.authority, \(recipient),
                    payload.orderKey, payload.guid, payload.kind,
                    CASE payload.version WHEN 0 THEN payload.id ELSE payload.version END,
                    iif(obstacle IS NULL, payload.id, NULL), ?,
                    iif(obstacle IS NULL, ?, 'abandoned'), 0, ?, iif(obstacle IS NULL, NULL, ?),
                    'not sent: ' || obstacle
                FROM (
                    SELECT person.id, person.guid, person.kind, person.authority, person.closedAt,
                        CASE WHEN \(BlockedPod.isBlocked("person.authority"))
                                THEN '\(Self.blockedReason)'
                            WHEN remotePod.offlineSince < ? THEN 'the pod had been away since '
                                || strftime('%Y-%m-%dT%H:%M:%SZ', remotePod.offlineSince, 'unixepoch')
                            END AS obstacle
                    FROM person LEFT JOIN remotePod ON remotePod.authority = person.authority
                ) AS person
                JOIN payload ON payload.id = ?
                WHERE person.kind = 'remote' AND person.authority <> COALESCE(?, '')
                    AND (person.closedAt IS NULL OR payload.kind = 'account_migration')
                    AND (obstacle IS NULL OR payload.kind IN ('status_message', 'reshare'))
                    AND person.id IN (\(people.sql))
                \(grouping)
                """,
            arguments: [
                audience.isRelay ? 1 : 0, isHeld ? "held" : "open", date.seconds, date.seconds,
                deadSince.seconds, payloadID, audience.exceptPod,
            ] + people.arguments)
    }
}
