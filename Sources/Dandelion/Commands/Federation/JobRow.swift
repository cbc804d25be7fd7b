import Foundation
import Site
import Store

/// Something that waits, as the commands show it.
struct JobRow: Encodable {
    let number: String
    let state: String
    let what: String
    /// The channel of an outgoing message.
    let channel: String?
    let kind: String?
    /// The claimed author of a received message.
    let author: String?
    /// Differs from the author of what is passed on.
    let sender: String?
    let tries: Int
    let reason: String?
    let since: Date

    init(_ entry: InboxEntry) {
        number = "\(JobNumber.incoming(entry.id))"
        state = entry.state.rawValue
        channel = nil
        (kind, author, sender) = (entry.claim.kind, entry.claim.author, entry.claim.sender)
        what = [
            Self.words(entry.claim), "\(entry.body.count) bytes from \(entry.address)",
        ].compactMap(\.self).joined(separator: ", ")
        tries = entry.attempts
        reason = entry.reason.map(StoredReason.ofMessage)
        since = entry.receivedAt
    }

    init(_ delivery: Delivery) {
        number = "\(JobNumber.outgoing(delivery.id))"
        state = delivery.state.rawValue
        channel = "\(delivery.channel)"
        (kind, author, sender) = (delivery.kind, nil, nil)
        what =
            "\(delivery.kind) \(delivery.guid) by \(delivery.channel) to \(delivery.destination)"
        tries = delivery.attempts
        reason = delivery.reason.map(StoredReason.ofMessage)
        since = delivery.createdAt
    }

    init(_ draft: Draft) {
        (channel, kind, author, sender) = (nil, nil, nil, nil)
        number = "\(JobNumber.draft(draft.id))"
        state = "held"
        let time = draft.publishAt.map { " to be published at \($0.formatted(.iso8601))" }
        what = "draft \(draft.guid)\(time ?? "")"
        tries = 0
        reason = "the pod was restored from a backup; it may have been published since"
        since = draft.updatedAt
    }

    init(_ trial: PageTrial) {
        let failure = PageFailure(trial)
        (channel, kind, author, sender) = (nil, nil, nil, nil)
        number = "\(JobNumber.page(trial.id))"
        state = "held"
        what = failure.file
        tries = trial.deaths
        reason = failure.cause.sentence
        since = trial.heldAt ?? trial.lastAt
    }

    var line: String {
        var parts = [number, state, what, "since \(since.formatted(.iso8601))"]
        if tries > 0 { parts.append(tries == 1 ? "1 try" : "\(tries) tries") }
        if let reason { parts.append(reason) }
        return parts.joined(separator: "  ")
    }

    /// Describes the claim of a message; nil if nobody has read the message yet.
    private static func words(_ claim: MessageClaim) -> String? {
        guard let sender = claim.sender else { return nil }
        var words = claim.kind ?? "something"
        if let author = claim.author { words += " by \(author)" }
        if claim.author != sender { words += " sent by \(sender)" }
        return claim.standing == .unverified ? words + " (as it says)" : words
    }
}
