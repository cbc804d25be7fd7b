public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Ends waits that are longer than any that are begun now: the clock was set back since.
    ///
    /// - Parameters:
    ///   - longest: Seconds that a message or a pod waits at most for another try or the next check.
    ///   - signing: Seconds that what could not be signed waits at most.
    public func endWaits(
        longerThan longest: TimeInterval, signing: TimeInterval, at date: Date
    ) throws {
        let now = date.seconds
        for (table, column, waits, limit) in [
            ("delivery", "notBefore", "state = 'open'", longest),
            ("inboxEntry", "notBefore", "state <> 'held'", longest),
            ("breaker", "notBefore", "TRUE", longest),
            ("remotePod", "checkAt", "TRUE", longest),
            ("payload", "signAfter", "envelope IS NULL", signing),
            ("publicEnvelope", "signAfter", "body IS NULL", signing),
        ] {
            try database.run(
                sql: "UPDATE \(table) SET \(column) = ? WHERE \(waits) AND \(column) > ?",
                arguments: [now, now + Int64(limit)])
        }
    }
}
