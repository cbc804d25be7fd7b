/// The hosts that answered soon the last time, as far as this process knows, by their names without ports.
///
/// A host that answered slowly, or was waited for in vain, is not among them again for a while: else it could take places
/// of those that answer soon by answering one of its messages at once and the others slowly.
struct QuickHosts {
    /// How long an answer may take.
    static let longestAnswer = Duration.seconds(5)
    /// The time after a slow answer in which quick ones count for nothing.
    static let probation = Duration.seconds(600)
    /// Hosts that are remembered of each kind: others choose how many there are.
    static let capacity = 10_000

    private var hosts: Set<String> = []
    /// When hosts last answered slowly.
    private var slow: [String: ContinuousClock.Instant] = [:]

    func contains(_ host: String) -> Bool { hosts.contains(host) }

    /// Notes how a try to deliver ended.
    mutating func note(
        _ host: String, after duration: Duration, _ failure: DeliveryError?,
        at now: ContinuousClock.Instant
    ) {
        switch failure {
        // It says nothing of the host.
        case .interrupted, .prevented, .abandoned: break
        case nil, .refused, .rejected, .unreachable:
            if duration > Self.longestAnswer {
                noteSlow(host, at: now)
            } else if case .unreachable = failure {
                hosts.remove(host)
            } else {
                noteQuick(host, at: now)
            }
        }
    }

    private mutating func noteSlow(_ host: String, at now: ContinuousClock.Instant) {
        hosts.remove(host)
        if slow.count >= Self.capacity, slow[host] == nil { _ = slow.popFirst() }
        slow[host] = now
    }

    private mutating func noteQuick(_ host: String, at now: ContinuousClock.Instant) {
        if let last = slow[host] {
            guard last.duration(to: now) >= Self.probation else { return }
            slow[host] = nil
        }
        if hosts.count >= Self.capacity, !hosts.contains(host) { _ = hosts.popFirst() }
        hosts.insert(host)
    }
}
