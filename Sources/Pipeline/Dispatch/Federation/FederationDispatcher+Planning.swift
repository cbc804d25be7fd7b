internal import Foundation
internal import Store

extension FederationDispatcher {
    /// Pods away for so long get nothing new (protocol, 2.13).
    private static let deadAfter: TimeInterval = 14 * 86_400
    private static let planLimit = 500

    /// Turns audiences into deliveries.
    ///
    /// - Returns: Whether there were any.
    func plan() throws -> Bool {
        guard try database.read({ try $0.hasUnplannedPayloads() }) else { return false }
        let now = clock.now()
        try database.write { transaction in
            _ = try transaction.planPayloads(
                limit: Self.planLimit, at: now, deadSince: now.addingTimeInterval(-Self.deadAfter))
        }
        return true
    }

    /// Removes what is known of messages delivered long ago, once a day; of posts it is kept.
    ///
    /// - Returns: Whether it was time.
    func forgetOldDeliveries() throws -> Bool {
        let now = clock.now()
        let key = "deliveries.forgottenAt"
        let last = try database.read { try Int64($0.state(key) ?? "") } ?? 0
        guard abs(now.seconds - last) >= 86_400 else { return false }
        try database.write { transaction in
            try transaction.abandonDeliveries(
                createdBefore: now.addingTimeInterval(-RetrySchedule.sendingTime),
                reason: "the pod was away for 30 days", at: now)
            try transaction.removeDeliveries(
                finishedBefore: now.addingTimeInterval(-RetrySchedule.sendingTime))
            try transaction.setState(key, "\(now.seconds)")
        }
        return true
    }
}
