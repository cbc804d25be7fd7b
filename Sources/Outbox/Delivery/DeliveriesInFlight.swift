internal import Store

/// The deliveries of a channel in flight, counted by host, and the outcomes that are not stored yet.
///
/// To a host that was not reached one message goes at a time, and such messages have places of their own: however
/// many hosts are away, and however long it takes to find out, the others have theirs.
struct DeliveriesInFlight {
    let limits: DeliveryLimits
    private(set) var outcomes: [DeliveryOutcome] = []
    /// The host that was served last.
    private(set) var lastHost = ""
    private var byHost: [String: Int] = [:]
    private var total = 0
    private var probed: Set<String> = []

    init(limits: DeliveryLimits) { self.limits = limits }

    var isBusy: Bool { total > 0 || !probed.isEmpty || !outcomes.isEmpty }

    /// Whether so much is in flight that something ends all the time.
    var isStorm: Bool { total >= 16 }

    /// Counts how many messages more may go to a host now.
    func room(for host: WaitingHost) -> Int {
        let inFlight = byHost[host.host, default: 0]
        guard !host.isFailing else {
            return inFlight == 0 && probed.count < limits.probes ? 1 : 0
        }
        return max(0, min(limits.perHost - inFlight, limits.total - total))
    }

    mutating func begin(_ count: Int, to host: WaitingHost) {
        guard count > 0 else { return }
        byHost[host.host, default: 0] += count
        lastHost = host.host
        if host.isFailing { probed.insert(host.host) } else { total += count }
    }

    mutating func end(_ outcome: DeliveryOutcome) {
        let host = outcome.delivery.host
        outcomes.append(outcome)
        let left = byHost[host, default: 1] - 1
        byHost[host] = left > 0 ? left : nil
        if probed.remove(host) == nil { total -= 1 }
    }

    mutating func removeOutcomes() -> [DeliveryOutcome] {
        defer { outcomes = [] }
        return outcomes
    }

    /// Keeps outcomes that could not be stored for another time.
    mutating func restore(_ outcomes: [DeliveryOutcome]) {
        self.outcomes = outcomes + self.outcomes
    }

    /// Orders hosts from the one on that comes after the last served, so that each has its turn.
    func inTurn(_ hosts: [WaitingHost]) -> [WaitingHost] {
        let start = hosts.firstIndex { $0.host > lastHost } ?? 0
        return Array(hosts[start...] + hosts[..<start])
    }
}
