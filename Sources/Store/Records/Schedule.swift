internal import Escaping
public import Foundation
internal import GRDB

/// The time at which a draft is to be published, and its audience.
public struct Schedule: Sendable, Equatable {
    public let draftID: Int64
    public let publishAt: Date
    public let isPublic: Bool
    public let aspectIDs: [Int64]

    public init(draftID: Int64, publishAt: Date, isPublic: Bool, aspectIDs: [Int64]) {
        self.draftID = draftID
        self.publishAt = publishAt
        self.isPublic = isPublic
        self.aspectIDs = aspectIDs
    }
}

extension ReadTransaction {
    /// Lists the schedules that are due, oldest first.
    public func dueSchedules(at date: Date) throws -> [Schedule] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT draftID, publishAt, isPublic FROM schedule
                    WHERE publishAt <= ? AND failure IS NULL AND isHeld = 0 ORDER BY publishAt, draftID
                    """),
            arguments: [date.seconds]
        ).map { row in
            try Schedule(
                draftID: row.value("draftID"), publishAt: Date(seconds: row.value("publishAt")),
                isPublic: row.value("isPublic"),
                aspectIDs: Int64.fetchAll(
                    database.cachedStatement(
                        sql: "SELECT aspectID FROM scheduleAspect WHERE draftID = ?"),
                    arguments: [row.value("draftID") as Int64]))
        }
    }
}

extension ReadTransaction {
    /// Lists the drafts that are held for the podmin because the pod was restored from a backup;
    /// soonest first.
    public func heldDrafts(limit: Int) throws -> [Draft] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    \(Draft.selection) WHERE schedule.isHeld = 1
                    ORDER BY schedule.publishAt, draft.id LIMIT ?
                    """),
            arguments: [limit]
        ).map(Draft.init)
    }
}

extension WriteTransaction {
    public func setSchedule(_ schedule: Schedule) throws {
        try database.run(
            sql: "DELETE FROM schedule WHERE draftID = ?", arguments: [schedule.draftID])
        try database.run(
            sql: "INSERT INTO schedule (draftID, publishAt, isPublic) VALUES (?, ?, ?)",
            arguments: [schedule.draftID, schedule.publishAt.seconds, schedule.isPublic])
        for aspectID in schedule.aspectIDs {
            try database.run(
                sql: "INSERT INTO scheduleAspect (draftID, aspectID) VALUES (?, ?)",
                arguments: [schedule.draftID, aspectID])
        }
    }

    /// Releases a held draft, to be published at its time.
    public func releaseSchedule(draftID: Int64) throws {
        try database.run(
            sql: "UPDATE schedule SET isHeld = 0 WHERE draftID = ?", arguments: [draftID])
    }

    /// Leaves a draft without a time.
    public func deleteSchedule(draftID: Int64) throws {
        try database.run(sql: "DELETE FROM schedule WHERE draftID = ?", arguments: [draftID])
    }

    /// Clears the failures of a user's drafts, so that they are tried again.
    public func clearScheduleFailures(userID: Int64) throws {
        try database.run(
            sql: """
                UPDATE schedule SET failure = NULL
                WHERE draftID IN (SELECT id FROM draft WHERE userID = ?)
                """,
            arguments: [userID])
    }

    /// Notes why a draft could not be published; it is not tried again until it is scheduled anew,
    /// or its author let in again.
    public func setScheduleFailure(_ reason: String, draftID: Int64) throws {
        try database.run(
            sql: "UPDATE schedule SET failure = ? WHERE draftID = ?",
            arguments: [EscapedText(reason).description, draftID])
    }
}
