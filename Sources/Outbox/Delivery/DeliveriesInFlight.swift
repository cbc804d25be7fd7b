internal import Diaspora
internal import Store

/// The deliveries of a channel in flight, counted by host, and the outcomes that are not stored yet.
///
/// To a host that was not reached one message goes at a time, and such messages have places of their own: however
/// many hosts are away, and however long it takes to find out, the others have theirs. Those that answered soon the
/// last time have some to themselves; to any other, two messages go at once. All ports of a host count as one, as ports
/// cost nothing.
struct DeliveriesInFlight {
    let limits: DeliveryLimits
    private(set) var outcomes: [DeliveryOutcome] = []
    /// The host that was served last.
    private(set) var lastHost = ""
    private var quick = QuickHosts()
    private var byHost: [String: Int] = [:]
    /// By name without port.
    private var byName: [String: Int] = [:]
    private var total = 0
    /// The names of hosts, by the deliveries that were sent while these were not known to answer soon. Each holds such a
    /// place to its end, however the host answers others meanwhile.
    private var unproven: [Int64: String] = [:]
    private var unprovenByName: [String: Int] = [:]
    /// The hosts that are being asked whether they are there again, by their names.
    private var probed: [String: String] = [:]

    init(limits: DeliveryLimits) { self.limits = limits }

    var isBusy: Bool { total > 0 || !probed.isEmpty || !outcomes.isEmpty }

    /// Whether so much is in flight that something ends all the time.
    var isStorm: Bool { total >= 16 }

    /// Counts how many messages more may go to a host now.
    func room(for host: WaitingHost) -> Int {
        let name = Self.name(of: host.host)
        guard !host.isFailing else {
            let isAsked = probed[name] != nil || byHost[host.host] != nil
            return !isAsked && probed.count < limits.probes ? 1 : 0
        }
        let places = min(limits.perHost - byName[name, default: 0], limits.total - total)
        guard !quick.contains(name) else { return max(0, places) }
        return max(
            0,
            min(
                places, limits.unprovenPerHost - unprovenByName[name, default: 0],
                limits.unproven - unproven.count))
    }

    /// Takes places for deliveries, which ``end(_:at:)`` gives back.
    mutating func begin(_ ids: [Int64], to host: WaitingHost) {
        guard !ids.isEmpty else { return }
        lastHost = host.host
        let name = Self.name(of: host.host)
        guard !host.isFailing else {
            probed[name] = host.host
            return
        }
        byHost[host.host, default: 0] += ids.count
        byName[name, default: 0] += ids.count
        total += ids.count
        guard !quick.contains(name) else { return }
        unprovenByName[name, default: 0] += ids.count
        for id in ids { unproven[id] = name }
    }

    mutating func end(_ outcome: DeliveryOutcome, at now: ContinuousClock.Instant) {
        outcomes.append(outcome)
        end(
            outcome.delivery.id, to: outcome.delivery.host, after: outcome.duration,
            outcome.failure, at: now)
    }

    /// Gives back the place of a delivery, and notes how its host answered.
    mutating func end(
        _ id: Int64, to host: String, after duration: Duration, _ failure: DeliveryError?,
        at now: ContinuousClock.Instant
    ) {
        let name = Self.name(of: host)
        quick.note(name, after: duration, failure, at: now)
        guard probed[name] != host else {
            probed[name] = nil
            return
        }
        total -= 1
        Self.decrement(&byHost, host)
        Self.decrement(&byName, name)
        if let name = unproven.removeValue(forKey: id) { Self.decrement(&unprovenByName, name) }
    }

    private static func decrement(_ counts: inout [String: Int], _ key: String) {
        let left = counts[key, default: 1] - 1
        counts[key] = left > 0 ? left : nil
    }

    private static func name(of host: String) -> String {
        HostAndPort(host)?.host ?? host
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
