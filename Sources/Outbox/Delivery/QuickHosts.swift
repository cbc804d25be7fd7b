/// The hosts that answered soon the last time, as far as this process knows.
struct QuickHosts {
    /// How long an answer may take.
    static let longestAnswer = Duration.seconds(5)
    /// Hosts that are remembered: others choose how many there are.
    static let capacity = 10_000

    private var hosts: Set<String> = []

    func contains(_ host: String) -> Bool { hosts.contains(host) }

    /// Notes how a try to deliver ended.
    mutating func note(_ host: String, after duration: Duration, _ failure: DeliveryError?) {
        switch failure {
        // It says nothing of the host.
        case .interrupted, .prevented, .abandoned: break
        case nil, .refused, .rejected:
            guard duration <= Self.longestAnswer else {
                hosts.remove(host)
                return
            }
            if hosts.count >= Self.capacity, !hosts.contains(host) { _ = hosts.popFirst() }
            hosts.insert(host)
        case .unreachable: hosts.remove(host)
        }
    }
}
