import Foundation

@testable import Store

extension WriteTransaction {
    /// Plans payloads as the channel to other pods does.
    @discardableResult
    func planPayloads(limit: Int, at date: Date, deadSince: Date) throws -> Int {
        let inboxes = PodInboxes(shared: "/receive/public", personal: "/receive/users/")
        return try planPayloads(for: .federation, limit: limit) { payload in
            try insertDeliveries(of: payload, to: inboxes, deadSince: deadSince, at: date)
        }
    }

    func leaseDeliveries(
        host: String, limit: Int, at date: Date, by workerID: Int64
    ) throws -> [Delivery] {
        try leaseDeliveries(
            .federation, host: host, isSigned: true, limit: limit, at: date, by: workerID)
    }
}
