internal import Diaspora
internal import Foundation
internal import Store

/// Counts what a batch brought and nobody keeps, over its transaction.
struct DropTally {
    private struct Kind: Hashable {
        let authority: String
        let reason: DroppedMessages.Reason
    }

    private var counts: [Kind: Int] = [:]
    private var refused: [PodName: Int] = [:]

    mutating func add(_ reason: DroppedMessages.Reason, by sender: DiasporaID) {
        add(1, reason, from: sender.authority)
    }

    mutating func add(_ count: Int, _ reason: DroppedMessages.Reason, from authority: String) {
        counts[Kind(authority: authority, reason: reason), default: 0] += count
    }

    /// Counts a message of a blocked pod.
    mutating func add(blocked pod: PodName) { refused[pod, default: 0] += 1 }

    func store(at date: Date, in transaction: WriteTransaction) throws {
        for (kind, count) in counts {
            try transaction.countDropped(
                count, from: kind.authority, for: kind.reason, at: date)
        }
        for (pod, count) in refused { try transaction.countRefused(count, from: pod) }
    }
}
