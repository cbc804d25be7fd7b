import Store

@testable import Outbox

/// Deliveries in flight at one moment, with IDs in the order in which they were sent.
struct SampleFlight {
    private(set) var inFlight: DeliveriesInFlight
    private var hosts: [String] = []
    private let now = ContinuousClock.now

    init(_ limits: DeliveryLimits) { inFlight = DeliveriesInFlight(limits: limits) }

    /// Sends as many as may go to a host.
    ///
    /// - Returns: Their IDs.
    mutating func fill(_ host: WaitingHost) -> [Int64] {
        let ids = (0..<inFlight.room(for: host)).map { Int64(hosts.count + $0) }
        hosts += ids.map { _ in host.host }
        inFlight.begin(ids, to: host)
        return ids
    }

    mutating func fill(_ name: String) -> [Int64] {
        fill(WaitingHost(host: name, isFailing: false))
    }

    /// Ends a delivery, which arrived.
    mutating func end(_ id: Int64, after duration: Duration) {
        inFlight.end(id, to: hosts[Int(id)], after: duration, nil, at: now)
    }

    /// Lets a host answer soon.
    mutating func prove(_ name: String) {
        for id in fill(name) { end(id, after: .zero) }
    }
}
