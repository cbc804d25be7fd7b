internal import Store

/// What is on the way to other pods, and what came of it and is not noted yet.
///
/// To a pod that was not reached one message goes at a time, and such messages have places of their own: however
/// many pods are away, and however long it takes to find out, the others have theirs.
struct Flight {
    struct Outcome: Sendable {
        let message: Delivery
        /// nil if it arrived.
        let failure: DeliveryError?
    }

    /// Messages on the way to one pod at once, as many as a browser asks for. They share a connection where
    /// the pod speaks HTTP/2.
    static let perHost = 6
    /// Messages on the way to pods that are there, at once.
    static let total = 112
    /// Messages on the way to pods that were not reached the last time, at once.
    static let probes = 16

    private(set) var outcomes: [Outcome] = []
    /// The pod that was served last.
    private(set) var lastHost = ""
    private var byHost: [String: Int] = [:]
    private var total = 0
    private var probed: Set<String> = []

    var isBusy: Bool { total > 0 || !probed.isEmpty || !outcomes.isEmpty }

    /// So much is on the way that something ends all the time.
    var isStorm: Bool { total >= 16 }

    /// How many messages more may go to a pod now.
    func room(for pod: WaitingPod) -> Int {
        let onTheWay = byHost[pod.host, default: 0]
        guard !pod.isFailing else {
            return onTheWay == 0 && probed.count < Self.probes ? 1 : 0
        }
        return max(0, min(Self.perHost - onTheWay, Self.total - total))
    }

    mutating func begin(_ count: Int, to pod: WaitingPod) {
        guard count > 0 else { return }
        byHost[pod.host, default: 0] += count
        lastHost = pod.host
        if pod.isFailing { probed.insert(pod.host) } else { total += count }
    }

    mutating func end(_ outcome: Outcome) {
        let host = outcome.message.host
        outcomes.append(outcome)
        let left = byHost[host, default: 1] - 1
        byHost[host] = left > 0 ? left : nil
        if probed.remove(host) == nil { total -= 1 }
    }

    mutating func takeOutcomes() -> [Outcome] {
        defer { outcomes = [] }
        return outcomes
    }

    /// Takes back what could not be noted.
    mutating func putBack(_ outcomes: [Outcome]) {
        self.outcomes = outcomes + self.outcomes
    }

    /// The pods from the one on that comes after the last served, so that each has its turn.
    func inTurn(_ pods: [WaitingPod]) -> [WaitingPod] {
        let start = pods.firstIndex { $0.host > lastHost } ?? 0
        return Array(pods[start...] + pods[..<start])
    }
}
