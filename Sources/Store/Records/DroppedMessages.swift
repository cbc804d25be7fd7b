public import Foundation
internal import GRDB

/// The number of a pod's messages that were dropped for one reason.
public struct DroppedMessages: Sendable, Equatable {
    public enum Reason: String, Sendable, CaseIterable {
        /// A message by an unknown person about nothing here, whose signature was not checked.
        case stranger
        /// Genuine, and of no concern to anybody here.
        case noConcern = "no_concern"
        /// A message about something that was deleted, or that belongs to something deleted.
        case deleted
        /// A message by a person whom the author of the post ignores.
        case ignored
        /// A message of a kind that has no effect here.
        case unsupported
        /// A message by a stranger, of a pod whose strangers have used up their quota.
        case quota
        /// More than its sender, or the address it came from, may let wait or have held.
        case noRoom = "no_room"
    }

    /// The pod that its sender named; nil for all that are not known here.
    public let authority: String?
    public let reason: Reason
    public let count: Int
    public let lastAt: Date
}

extension ReadTransaction {
    /// Lists the counts of dropped messages; those of unknown pods come first.
    public func droppedMessages() throws -> [DroppedMessages] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT authority, reason, count, lastAt FROM droppedMessage
                ORDER BY authority, reason
                """
        ).compactMap { row in
            guard let reason = try DroppedMessages.Reason(rawValue: row.value("reason")) else {
                return nil
            }
            let authority: String = try row.value("authority")
            return try DroppedMessages(
                authority: authority.isEmpty ? nil : authority, reason: reason,
                count: row.value("count"), lastAt: Date(seconds: row.value("lastAt")))
        }
    }
}

extension WriteTransaction {
    /// Counts a dropped message.
    ///
    /// - Parameter authority: The pod's authority; pods that are not known here are counted
    ///   together.
    public func countDropped(
        _ count: Int, from authority: String, for reason: DroppedMessages.Reason, at date: Date
    ) throws {
        try database.run(
            sql: """
                INSERT INTO droppedMessage (authority, reason, count, lastAt)
                VALUES (COALESCE((SELECT authority FROM remotePod WHERE authority = ?), ''),
                    ?, ?, ?)
                ON CONFLICT (authority, reason) DO UPDATE
                SET count = count + excluded.count, lastAt = excluded.lastAt
                """,
            arguments: [authority, reason.rawValue, count, date.seconds])
    }
}
