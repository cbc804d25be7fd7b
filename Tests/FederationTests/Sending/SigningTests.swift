import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// Envelopes are made in the background, and what cannot be signed holds up nothing.
@Suite struct SigningTests {
    private let pod: FederatedPod
    private let bob: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        bob = try .bob()
        try await pod.share(pod.alice, with: bob)
    }

    /// Lets Zoe share with Bob, and takes the secret of her key away.
    private func publishUnsignable(count: Int) throws -> [GUID] {
        try pod.composer.addContact(bob.id, to: "Friends", of: pod.zoe)
        try pod.damage(
            "UPDATE personKey SET privateKey = 'x' WHERE personID = \(pod.zoe.person.id)")
        return try (0..<count).flatMap { number in
            [
                try pod.publish("Post \(number)", as: pod.zoe),
                try pod.publishLimited("Limited \(number)", as: pod.zoe),
            ]
        }
    }

    private func state(_ guid: GUID) throws -> Delivery {
        try #require(try pod.database.read { try $0.deliveries(guid: guid.string) }.first)
    }

    @Test func whatCannotBeSignedHoldsUpNothing() async throws {
        _ = try publishUnsignable(count: 70)
        let limited = try pod.publishLimited("For few")
        let published = try pod.publish("For all")
        // And more that is newer.
        for number in 0..<70 { _ = try pod.publish("Newer \(number)", as: pod.zoe) }

        try await pod.send()

        #expect(try state(limited).state == .done)
        #expect(try state(published).state == .done)
        #expect(try pod.sent().allSatisfy { $0.sender == "alice" })
    }

    @Test func whatCouldNotBeSignedSaysWhyAndGoesOnceItCan() async throws {
        let key = try #require(
            try pod.database.read { try $0.privateKey(personID: pod.zoe.person.id) })
        let guids = try publishUnsignable(count: 1)
        try await pod.send()
        for guid in guids {
            #expect(try state(guid).state == .open)
            #expect(try state(guid).reason?.contains("zoe@home.example") == true)
        }

        try pod.database.write { try $0.setPrivateKey(key, personID: pod.zoe.person.id) }
        try await pod.send()
        #expect(try state(guids[0]).state == .open)
        pod.clock.advance(301)
        try await pod.send()

        #expect(try guids.map { try state($0).state } == [.done, .done])
    }

    @Test func theLedgerForgetsWhatStoodInTheWayOnceItIsSigned() async throws {
        let key = try #require(
            try pod.database.read { try $0.privateKey(personID: pod.zoe.person.id) })
        let guids = try publishUnsignable(count: 1)
        try await pod.send()
        try #require(try guids.allSatisfy { try state($0).reason != nil })

        try pod.database.write { try $0.setPrivateKey(key, personID: pod.zoe.person.id) }
        pod.clock.advance(301)
        _ = try signer.run()

        #expect(try guids.map { try state($0).state } == [.open, .open])
        #expect(try guids.map { try state($0).reason } == [nil, nil])
    }

    @Test func signingAPostAnewLeavesWhyItWaits() async throws {
        pod.network.deliveries(to: "one.example", .status(503))
        let guid = try pod.publish("Words")
        try await pod.send()
        try pod.damage("UPDATE post SET createdAt = createdAt + 1")
        #expect(try signer.run() == 1)

        #expect(try state(guid).reason == "the pod answered 503")
    }

    private var signer: EnvelopeSigner {
        EnvelopeSigner(context: pod.context, keys: pod.keys, logger: pod.logger)
    }

    @Test func anOpenAccountAsksToTakePart() async throws {
        let frank = try RemotePerson.frank()
        try await pod.know(frank)
        _ = try pod.accounts.close("alice")
        _ = try await pod.sending()

        try await pod.receive(
            .statusMessage(pod.post("For @{zoe@home.example}", by: frank)), from: frank)

        #expect(try await pod.sending() == ["three.example frank: participation by zoe"])
    }
}
