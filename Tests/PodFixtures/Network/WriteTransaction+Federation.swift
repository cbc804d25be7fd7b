import Foundation
import Store

@testable import Federation

extension WriteTransaction {
    /// Plans payloads as the channel to other pods does.
    func planPayloads(limit: Int, at date: Date, deadSince: Date) throws -> Int {
        try planPayloads(for: .federation, limit: limit) { payload in
            try insertDeliveries(of: payload, to: .ofProtocol, deadSince: deadSince, at: date)
        }
    }

    func leaseDeliveries(
        host: String, limit: Int, at date: Date, by workerID: Int64
    ) throws -> [Delivery] {
        try leaseDeliveries(
            .federation, host: host, isSigned: true, limit: limit, at: date, by: workerID)
    }
}
