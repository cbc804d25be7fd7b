import Foundation
import Store

/// A line of a post's ledger: how it fared on its way to one destination.
struct DeliveryRow: Encodable {
    /// A person's ID, or the host of a pod.
    let recipient: String
    let channel: String
    let what: String
    /// `delivered`, `waiting`, `held`, `given up`.
    let state: String
    let reason: String?
    let until: Date?
    let tries: Int

    /// - Parameters:
    ///   - breaker: Of its host, if that was not reached the last time.
    ///   - obstacle: Why the host was not reached, where that is known.
    init(_ delivery: Delivery, to person: Person?, breaker: Breaker?, obstacle: String?) {
        recipient = person.map { "\($0.diasporaID)" } ?? delivery.host
        channel = "\(delivery.channel)"
        what =
            delivery.version > 1 && delivery.kind == "status_message"
            ? "version \(delivery.version)" : delivery.kind
        tries = delivery.attempts
        switch delivery.state {
        case .done: (state, reason, until) = ("delivered", nil, nil)
        case .held: (state, reason, until) = ("held", delivery.reason ?? "for the podmin", nil)
        case .abandoned: (state, reason, until) = ("given up", delivery.reason, nil)
        case .open:
            let next = max(delivery.notBefore, breaker?.notBefore ?? delivery.notBefore)
            state = "waiting"
            reason = delivery.reason ?? obstacle
            until = next.timeIntervalSince1970 > 0 ? next : nil
        }
    }

    var line: String {
        var parts = [recipient, channel, what, state]
        if let reason { parts.append(reason) }
        if let until { parts.append("until \(until.formatted(.iso8601))") }
        if tries > 1 { parts.append("\(tries) tries") }
        return parts.joined(separator: "  ")
    }
}
