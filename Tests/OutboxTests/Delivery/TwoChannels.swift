import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Outbox
@testable import PodFixtures

/// A pod whose Alice shares with Bob, who is on another pod, and with guests, who get letters.
struct TwoChannels {
    static let (gus, gina) = ("gus@there.example", "gina@dead.example")

    let pod: FederatedPod
    let channel = LetterChannel()
    let letters: DeliveryDispatcher<LetterChannel>

    /// - Parameter guests: Their IDs.
    init(guests: String...) async throws {
        pod = try FederatedPod()
        letters = pod.dispatcher(of: channel)
        try await pod.share(pod.alice, with: .bob())
        try letters.register()
        for guest in guests { try add(guest) }
    }

    private func add(_ guest: String) throws {
        let id = try #require(DiasporaID(guest))
        try pod.database.write { transaction in
            let personID = try transaction.insertPerson(
                guid: pod.newGUID(), diasporaID: id, kind: .guest, createdAt: pod.clock.now)
            let userID = pod.alice.user.id
            let aspect = try #require(try transaction.reading.aspects(userID: userID).first)
            try transaction.addContact(
                personID: personID, aspectID: aspect.id, userID: userID, createdAt: pod.clock.now)
        }
    }

    /// Runs both dispatchers at once until nothing can go now.
    func run() async throws {
        try pod.writePages()
        let (dispatcher, letters) = (pod.dispatcher, letters)
        async let one = dispatcher.run()
        async let two = letters.run()
        _ = try await (one, two)
    }

    /// The ledger: `CHANNEL HOST STATE ATTEMPTS`.
    func ledger(_ guid: GUID) throws -> [String] {
        try pod.database.read { try $0.deliveries(guid: guid.string) }
            .map { "\($0.channel) \($0.host) \($0.state) \($0.attempts)" }.sorted()
    }

    func letter(_ guid: GUID) throws -> Delivery {
        try #require(
            try pod.database.read { try $0.deliveries(guid: guid.string) }
                .first { $0.channel == channel.name })
    }

    func payloadCount() throws -> Int { try pod.rows("SELECT id FROM payload").count }

    func breakers() throws -> [String] {
        try pod.rows("SELECT channel, host, failureCount FROM breaker")
    }
}
