import Diaspora
import Foundation
import Store
import Synchronization

@testable import Outbox

/// A channel that tests alone have: a letter to each guest in an audience, with limits and a schedule of its own.
final class LetterChannel: DeliveryChannel {
    private struct State {
        var failures: [String: DeliveryError] = [:]
        var tries: [String: Int] = [:]
        var letters: [String] = []
        var noted: [String] = []
        var settled: [String] = []
        var mistake: StoreError?
    }

    let name = ChannelName(rawValue: "letter")
    let limits = DeliveryLimits(perHost: 2, total: 4, probes: 1, sendingTime: 3 * 86_400)
    let isSigned = false
    let activity = "brought letters"
    let absence = "nobody opened for 3 days"
    private let state = Mutex(State())

    /// Lets a host, or the guest of an ID, fail so; nil ends that.
    func fail(_ place: String, _ failure: DeliveryError?) {
        state.withLock { $0.failures[place] = failure }
    }

    /// Lets planning fail so; nil ends that.
    func failPlanning(_ mistake: StoreError?) { state.withLock { $0.mistake = mistake } }

    /// The letters that arrived, as `GUEST KIND`.
    var letters: [String] { state.withLock { $0.letters } }

    /// The outcomes that were noted, as `HOST ok` or `HOST failed`.
    var noted: [String] { state.withLock { $0.noted } }

    /// The outcomes that were stored, in the same words.
    var settled: [String] { state.withLock { $0.settled } }

    /// How often a guest was tried.
    func tries(_ guest: String) -> Int { state.withLock { $0.tries[guest] ?? 0 } }

    // MARK: - DeliveryChannel

    func plan(
        _ payload: UnplannedPayload, at date: Date, in transaction: WriteTransaction
    ) throws {
        if let mistake = state.withLock(\.mistake) { throw mistake }
        for id in try transaction.reading.people(of: payload) {
            guard let guest = try transaction.reading.person(id: id), guest.kind == .guest else {
                continue
            }
            let address = guest.diasporaID
            try transaction.insert(
                NewDelivery(
                    destination: "\(address)", host: address.authority, recipientID: id),
                of: payload, by: name, at: date)
        }
    }

    func perform(_ delivery: Delivery) async throws {
        let failure = state.withLock { state in
            state.tries[delivery.destination, default: 0] += 1
            return state.failures[delivery.destination] ?? state.failures[delivery.host]
        }
        if let failure { throw failure }
        state.withLock { $0.letters.append("\(delivery.destination) \(delivery.kind)") }
    }

    func note(
        _ outcomes: [DeliveryOutcome], at date: Date, in transaction: WriteTransaction
    ) throws {
        state.withLock { $0.noted += Self.lines(outcomes) }
    }

    func settled(_ outcomes: [DeliveryOutcome]) {
        state.withLock { $0.settled += Self.lines(outcomes) }
    }

    private static func lines(_ outcomes: [DeliveryOutcome]) -> [String] {
        outcomes.map { "\($0.delivery.host) \($0.failure == nil ? "ok" : "failed")" }
    }

    func delay(afterAttempt attempt: Int, jitter: Int) -> TimeInterval { Double(attempt) * 60 }
}
