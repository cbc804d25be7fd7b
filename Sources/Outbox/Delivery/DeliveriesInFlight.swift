internal import Diaspora
internal import Store

/// The deliveries of a channel in flight, counted by host, and the outcomes that are not stored yet.
///
/// To a host that was not reached one message goes at a time, and such messages have places of their own: however
/// many hosts are away, and however long it takes to find out, the others have theirs. Those that answered soon the
/// last time have some to themselves, which none that answers slowly can hold. All ports of a host count as one, as
/// ports cost nothing.
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
    /// Messages that were sent while their hosts were not known to answer soon.
    private var unproven: [String: Int] = [:]
    private var unprovenCount = 0
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
        guard !quick.contains(host.host) else { return max(0, places) }
        return max(0, min(places, limits.unproven - unprovenCount))
    }

    mutating func begin(_ count: Int, to host: WaitingHost) {
        guard count > 0 else { return }
        lastHost = host.host
        let name = Self.name(of: host.host)
        guard !host.isFailing else {
            probed[name] = host.host
            return
        }
        byHost[host.host, default: 0] += count
        byName[name, default: 0] += count
        total += count
        guard !quick.contains(host.host) else { return }
        unproven[host.host, default: 0] += count
        unprovenCount += count
    }

    mutating func end(_ outcome: DeliveryOutcome) {
        outcomes.append(outcome)
        end(at: outcome.delivery.host, after: outcome.duration, outcome.failure)
    }

    /// Gives back the place of a message, and notes how its host answered.
    mutating func end(at host: String, after duration: Duration, _ failure: DeliveryError?) {
        quick.note(host, after: duration, failure)
        let name = Self.name(of: host)
        guard probed[name] != host else {
            probed[name] = nil
            return
        }
        total -= 1
        Self.decrement(&byHost, host)
        Self.decrement(&byName, name)
        // Whichever of them it was.
        guard unproven[host] != nil else { return }
        Self.decrement(&unproven, host)
        unprovenCount -= 1
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
