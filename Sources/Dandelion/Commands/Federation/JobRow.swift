import Foundation
import Store

/// Something that waits, as the commands show it.
struct JobRow: Encodable {
    let number: String
    let state: String
    let what: String
    let tries: Int
    let reason: String?
    let since: Date

    init(_ entry: InboxEntry) {
        number = "\(JobNumber.incoming(entry.id))"
        state = entry.state.rawValue
        what = "\(entry.body.count) bytes from \(entry.address)"
        tries = entry.attempts
        reason = entry.reason
        since = entry.receivedAt
    }

    init(_ delivery: Delivery) {
        number = "\(JobNumber.outgoing(delivery.id))"
        state = delivery.state.rawValue
        what = "\(delivery.kind) \(delivery.guid) to \(delivery.destination)"
        tries = delivery.attempts
        reason = delivery.reason
        since = delivery.createdAt
    }

    init(_ draft: Draft) {
        number = "\(JobNumber.draft(draft.id))"
        state = "held"
        let time = draft.publishAt.map { " to be published at \($0.formatted(.iso8601))" }
        what = "draft \(draft.guid)\(time ?? "")"
        tries = 0
        reason = "the pod was restored from a backup; it may have been published since"
        since = draft.updatedAt
    }

    var line: String {
        var parts = [number, state, what, "since \(since.formatted(.iso8601))"]
        if tries > 0 { parts.append(tries == 1 ? "1 try" : "\(tries) tries") }
        if let reason { parts.append(reason) }
        return parts.joined(separator: "  ")
    }
}
