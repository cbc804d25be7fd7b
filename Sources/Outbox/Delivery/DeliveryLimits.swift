public import Foundation

/// How much of a channel is in flight at once, and how long its messages are tried.
public struct DeliveryLimits: Sendable {
    /// Messages in flight to one host, all its ports together.
    public var perHost: Int
    /// Messages in flight to all hosts that were reached the last time.
    public var total: Int
    /// Of these, messages in flight to hosts that did not answer soon the last time, or never yet.
    public var unproven: Int { total - total / 4 }
    /// Messages in flight to one host that did not answer soon the last time, or never yet.
    public var unprovenPerHost: Int { min(2, perHost) }
    /// Messages in flight to hosts that were not reached the last time, one to each.
    public var probes: Int
    /// Seconds after which a message is given up.
    public var sendingTime: TimeInterval
    /// Payloads that are planned in one transaction.
    public var planned = 500

    public init(perHost: Int, total: Int, probes: Int, sendingTime: TimeInterval) {
        self.perHost = perHost
        self.total = total
        self.probes = probes
        self.sendingTime = sendingTime
    }
}
