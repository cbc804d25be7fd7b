public import Foundation
internal import GRDB

/// The paths of the inboxes that every pod has.
public struct PodInboxes: Sendable {
    /// The inbox for public messages.
    public let shared: String
    /// The inbox for messages to one person, whose GUID follows.
    public let personal: String

    public init(shared: String, personal: String) {
        self.shared = shared
        self.personal = personal
    }
}

extension WriteTransaction {
    /// Turns an audience into deliveries to other pods: one a pod for what is public, one a person for what is
    /// not.
    ///
    /// Pods that were away too long, or are blocked, get nothing; of a post its ledger says so, with a
    /// delivery given up from the start.
    ///
    /// - Parameter deadSince: Pods offline since before then are left out (protocol, 2.13).
    public func insertDeliveries(
        of payload: UnplannedPayload, to inboxes: PodInboxes, deadSince: Date, at date: Date
    ) throws {
        let people = payload.audience.personIDs(isPublic: payload.isPublic)
        let (destination, recipient, grouping) =
            payload.isPublic
            ? ("person.authority || ?", "NULL", "GROUP BY person.authority")
            : ("person.authority || ? || person.guid", "person.id", "")
        let sql = """
            SELECT \(destination) AS destination, person.authority AS host,
                \(recipient) AS recipientID, person.obstacle
            FROM (
                SELECT person.id, person.guid, person.kind, person.authority, person.closedAt,
                    CASE WHEN \(BlockedPod.isBlocked("person.authority"))
                            THEN '\(Self.blockedReason)'
                        WHEN remotePod.offlineSince < ? THEN 'the pod had been away since '
                            || strftime('%Y-%m-%dT%H:%M:%SZ', remotePod.offlineSince, 'unixepoch')
                        END AS obstacle
                FROM person LEFT JOIN remotePod ON remotePod.authority = person.authority
            ) AS person
            WHERE person.kind = 'remote' AND person.authority <> COALESCE(?, '')
                AND (person.closedAt IS NULL OR ?)
                AND person.id IN (\(people.sql))
            \(grouping)
            """
        let arguments: StatementArguments = [
            payload.isPublic ? inboxes.shared : inboxes.personal, deadSince.seconds,
            payload.audience.exceptPod, payload.kind == "account_migration",
        ]
        try insertDeliveries(
            of: payload, by: .federation,
            to: DeliverySource(sql: sql, arguments: arguments + people.arguments), at: date)
    }
}
