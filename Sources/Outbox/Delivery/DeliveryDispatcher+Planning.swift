internal import Foundation
internal import Store
internal import Workers

extension DeliveryDispatcher {
    /// Keeps payloads from now on until the channel has planned them too.
    func register() throws {
        guard try !database.read({ try $0.isRegistered(channel.name) }) else { return }
        try database.write { try $0.register(channel.name) }
    }

    /// Turns audiences into deliveries.
    ///
    /// - Returns: Whether there were any.
    func plan() throws -> Bool {
        guard try database.read({ try $0.hasUnplannedPayloads(for: channel.name) }) else {
            return false
        }
        let now = clock.now()
        try database.write { transaction in
            _ = try transaction.planPayloads(for: channel.name, limit: channel.limits.planned) {
                try channel.plan($0, at: now, in: transaction)
            }
        }
        return true
    }

    public func forgetOldDeliveries() throws -> Bool {
        let now = clock.now()
        let key = "deliveries.forgottenAt.\(channel.name)"
        let last = try database.read { try Int64($0.state(key) ?? "") } ?? 0
        guard abs(now.seconds - last) >= 86_400 else { return false }
        try database.write { transaction in
            try transaction.abandonDeliveries(
                channel.name, createdBefore: now.addingTimeInterval(-channel.limits.sendingTime),
                reason: channel.absence, at: now)
            try transaction.removeDeliveries(
                channel.name, finishedBefore: now.addingTimeInterval(-RetrySchedule.sendingTime))
            try transaction.setState(key, "\(now.seconds)")
        }
        return true
    }
}
