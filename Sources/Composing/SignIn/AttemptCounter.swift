internal import Foundation
internal import Store

/// The count of what may be attempted only so often, in rows that outlive the process.
struct AttemptCounter: Sendable {
    /// Seconds for which rows are kept.
    private static let retention: TimeInterval = 86_400

    let context: PodContext

    /// Counts an attempt for each subject, unless it is beyond a limit of one of them.
    ///
    /// An attempt beyond a limit costs no write.
    ///
    /// - Parameter subjects: Addresses or user names, 64 bytes each at most, with their limits.
    /// - Returns: nil if the attempt is allowed, else the minutes until the next one is.
    func count(_ subjects: [(String, AttemptLimit)]) throws -> Int? {
        let (database, now) = (context.database, context.clock.now())
        let refusal = try database.read { database in
            try Self.first(of: subjects) { try database.nextAttempt(of: $0, $1, at: now) }
        }
        if let refusal { return Self.minutes(until: refusal, from: now) }
        let next = try database.write { transaction in
            try transaction.deleteSomeAttempts(before: now.addingTimeInterval(-Self.retention))
            return try Self.first(of: subjects) {
                try transaction.countAttempt(of: $0, $1, at: now)
            }
        }
        return next.map { Self.minutes(until: $0, from: now) }
    }

    /// Returns the first time that is given for one of the subjects.
    private static func first(
        of subjects: [(String, AttemptLimit)], _ next: (String, AttemptLimit) throws -> Date?
    ) throws -> Date? {
        for (subject, limit) in subjects {
            if let date = try next(subject, limit) { return date }
        }
        return nil
    }

    private static func minutes(until next: Date, from now: Date) -> Int {
        max(1, Int((next.timeIntervalSince(now) / 60).rounded(.up)))
    }
}
