import Foundation
import Store

/// How a post fared on its way to one inbox.
struct DeliveryRow: Encodable {
    /// A person's ID, or the host of a pod.
    let recipient: String
    let what: String
    /// `delivered`, `waiting`, `held`, `given up`.
    let state: String
    let reason: String?
    let until: Date?
    let tries: Int

    init(_ delivery: Delivery, to person: Person?, pod: RemotePod?) {
        recipient = person.map { "\($0.diasporaID)" } ?? delivery.host
        what =
            delivery.version > 1 && delivery.kind == "status_message"
            ? "version \(delivery.version)" : delivery.kind
        tries = delivery.attempts
        switch delivery.state {
        case .done: (state, reason, until) = ("delivered", nil, nil)
        case .held: (state, reason, until) = ("held", delivery.reason ?? "for the podmin", nil)
        case .abandoned: (state, reason, until) = ("given up", delivery.reason, nil)
        case .open:
            let next = max(delivery.notBefore, pod?.notBefore ?? delivery.notBefore)
            state = "waiting"
            reason = delivery.reason ?? pod?.reason
            until = next.timeIntervalSince1970 > 0 ? next : nil
        }
    }

    var line: String {
        var parts = [recipient, what, state]
        if let reason { parts.append(reason) }
        if let until { parts.append("until \(until.formatted(.iso8601))") }
        if tries > 1 { parts.append("\(tries) tries") }
        return parts.joined(separator: "  ")
    }
}
