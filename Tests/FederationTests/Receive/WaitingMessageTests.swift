import Diaspora
import Foundation
import Store
import Testing
import Transport
import Workers

@testable import Composing
@testable import Federation
@testable import PodFixtures

/// Messages that wait for another try take nobody's place. Attacks 21 and 64.
@Suite struct WaitingMessageTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson

    init() async throws {
        pod = try FederatedPod(limits: InboxLimits(entries: 50, share: 0.1, reserve: 0))
        (bob, carol) = (try .bob(), try .carol())
        try await pod.know(bob, carol)
    }

    /// What is tried again: it takes back what is not here.
    private func waitingBody(_ person: RemotePerson) throws -> [UInt8] {
        try person.envelope(pod.retraction(pod.newGUID(), by: person))
    }

    /// What cannot even be verified now: its sender's pod is silent.
    private func unverifiedBody() throws -> [UInt8] {
        let frank = try RemotePerson.frank()
        pod.network.answer(PodAddress(of: frank.id).webFinger(frank.id), .failure(.timedOut))
        return try frank.envelope(
            .statusMessage(pod.post("Hello @{alice@home.example}", by: frank)))
    }

    private func put(_ count: Int, from address: String, _ body: () throws -> [UInt8]) throws {
        _ = try pod.database.write { transaction in
            try transaction.insertInboxEntries(
                (0..<count).map { _ in
                    NewInboxEntry(recipientID: nil, body: try body(), address: address)
                }, at: pod.clock.now)
        }
    }

    @Test func attack64OneMessageSentTenThousandTimesIsOneEntryAndOthersGoOn() async throws {
        let body = try waitingBody(bob)
        for number in 0..<10_000 {
            try await pod.inbox.accept(body, from: "192.0.2.\(number % 11)")
        }
        #expect(try pod.rows("SELECT COUNT(*) FROM inboxEntry") == ["1"])
        try await pod.inbox.accept(try waitingBody(carol), from: "198.51.100.1")

        try await pod.work()
        try await pod.inbox.accept(body, from: "192.0.2.1")

        #expect(try pod.rows("SELECT COUNT(*) FROM inboxEntry") == ["2"])
    }

    @Test func attack64EqualBytesForAnotherPersonAreAnotherMessage() async throws {
        for recipient in [nil, pod.alice.person.guid, pod.zoe.person.guid, pod.zoe.person.guid] {
            try await pod.inbox.accept([60], for: recipient, from: "192.0.2.1")
        }

        #expect(
            try pod.waiting().map(\.recipientID)
                == [nil, pod.alice.person.id, pod.zoe.person.id])
    }

    @Test func attack64WhatWaitsDoesNotCountAgainstWhatIsNew() async throws {
        try put(200, from: "192.0.2.1") { try waitingBody(bob) }
        try await pod.work()
        try #require(try pod.waiting().count == 200)
        pod.clock.advance(0.5)

        try await pod.inbox.accept(try waitingBody(bob), from: "192.0.2.1")
        try await pod.inbox.accept(try waitingBody(carol), from: "192.0.2.2")

        #expect(try pod.waiting().count == 202)
    }

    @Test func attack64ElevenFloodsLeaveRoomForTheNextAddress() async throws {
        let pod = try FederatedPod(limits: InboxLimits(entries: 1_000, share: 0.1))
        for address in 1...11 {
            for number in 0..<110 {
                try? await pod.inbox.accept(
                    Array("\(address) \(number)".utf8), from: "192.0.2.\(address)")
            }
        }

        for number in 0..<20 {
            try await pod.inbox.accept(Array("\(number)".utf8), from: "198.51.100.1")
        }

        #expect(try pod.waiting().count { $0.address == "198.51.100.1" } == 20)
    }

    @Test func attack64EachAddressHasItsTurnWhenMoreIsDueThanOneBatchTakes() throws {
        let taken = try pod.database.write { transaction in
            let bodies = { (count: Int, address: String) in
                (0..<count).map { number in
                    let body = Array("\(address) \(number)".utf8)
                    return NewInboxEntry(
                        recipientID: nil, body: body, address: address, digest: body)
                }
            }
            try transaction.insertInboxEntries(bodies(300, "192.0.2.1"), at: pod.clock.now)
            try transaction.insertInboxEntries(bodies(300, "192.0.2.2"), at: pod.clock.now)
            try transaction.insertInboxEntries(bodies(3, "192.0.2.3"), at: pod.clock.now)
            return try transaction.leaseInboxEntries(
                limit: 101, at: pod.clock.now, by: pod.presence.id)
        }

        let counts = Dictionary(grouping: taken, by: \.address).mapValues(\.count)
        #expect(counts == ["192.0.2.1": 49, "192.0.2.2": 49, "192.0.2.3": 3])
    }

    @Test func attack64ManyAddressesWithOneMessageEachStarveNobody() throws {
        let (busy, known) = ("198.51.100.1", "198.51.100.2")
        try pod.database.write { transaction in
            func insert(_ count: Int, from address: String) throws {
                try transaction.insertInboxEntries(
                    (0..<count).map { number in
                        let body = Array("\(address) \(number)".utf8)
                        return NewInboxEntry(
                            recipientID: nil, body: body, address: address, digest: body)
                    }, at: pod.clock.now)
            }
            try insert(40, from: busy)
            for number in 0..<300 { try insert(1, from: "2001:db8:\(number)::") }
            try insert(60, from: known)
            try transaction.noteKnownAddress(known, at: pod.clock.now)
        }
        func lease() throws -> [String: Int] {
            let taken = try pod.database.write {
                try $0.leaseInboxEntries(limit: 100, at: pod.clock.now, by: pod.presence.id)
            }
            return Dictionary(grouping: taken, by: \.address).mapValues(\.count)
        }

        let first = try lease()
        // What is taken and not done with hides nothing that is due.
        let others = try (0..<3).map { _ in try lease() }

        #expect(first[known] == 25 && first.values.reduce(0, +) == 100)
        #expect((first[busy] ?? 0) > 0)
        #expect(others.map { $0.values.reduce(0, +) } == [100, 100, 100])
        #expect(others.reduce(first[known] ?? 0) { $0 + ($1[known] ?? 0) } == 60)
    }

    @Test func attack64TheFloodersNewestGoesAndIsCounted() async throws {
        try put(20, from: "192.0.2.1") { try waitingBody(bob) }
        try put(5, from: "192.0.2.1") { try waitingBody(carol) }
        try await pod.work()
        let before = try pod.waiting().map(\.id).sorted()
        let quota = InboxQuota(
            entries: 18, bytes: 1 << 20, entriesOfOne: 15, bytesOfOne: 1 << 20)

        let dropped = try pod.database.write { try $0.dropInboxEntries(.waiting, over: quota) }

        #expect(dropped == ["one.example": 7])
        #expect(try pod.waiting().map(\.id).sorted() == before.prefix(13) + before.suffix(5))
    }

    @Test func attack64WhatIsNotVerifiedTakesThePlaceOfItsAddressAlone() async throws {
        try put(3, from: "192.0.2.1") { try waitingBody(bob) }
        try put(4, from: "192.0.2.66") { try unverifiedBody() }
        try await pod.work()
        let quota = InboxQuota(
            entries: 100, bytes: 1 << 20, entriesOfOne: 3, bytesOfOne: 1 << 20)

        let dropped = try pod.database.write { try $0.dropInboxEntries(.waiting, over: quota) }

        #expect(dropped == ["": 1])
        #expect(
            try pod.rows("SELECT source, standing FROM inboxEntry ORDER BY id")
                == Array(repeating: "bob@one.example 1", count: 3)
                + Array(repeating: "192.0.2.66 0", count: 3))
    }

    @Test func attack64StrangersTakeNoPlaceOfThoseWhomSomebodyAdded() async throws {
        try await pod.share(pod.alice, with: carol)
        try put(5, from: "192.0.2.1") { try waitingBody(carol) }
        try put(20, from: "192.0.2.1") { try waitingBody(bob) }
        try await pod.work()
        let quota = InboxQuota(
            entries: 5, bytes: 1 << 20, entriesOfOne: 100, bytesOfOne: 1 << 20)

        #expect(
            try pod.database.write { try $0.dropInboxEntries(.waiting, over: quota) }
                == ["one.example": 15])

        #expect(try pod.waiting().count { $0.claim.standing == .added } == 5)
    }

    @Test func attack64BytesAreCountedToo() async throws {
        try put(4, from: "192.0.2.1") { try waitingBody(bob) }
        try await pod.work()
        let bytes = try pod.waiting()[0].body.count
        let quota = InboxQuota(
            entries: 100, bytes: 100 * bytes, entriesOfOne: 100, bytesOfOne: 2 * bytes)

        #expect(
            try pod.database.write { try $0.dropInboxEntries(.waiting, over: quota) }
                == ["one.example": 2])
    }

    @Test func attack64WhatAStrangerRefersToIsTriedTwice() async throws {
        try await pod.receive(pod.retraction(pod.newGUID(), by: bob), from: bob)
        #expect(try pod.waiting().count == 1)

        pod.clock.advance(10)
        try await pod.work()

        #expect(try pod.waiting() == [] && pod.heldReasons().count == 1)
    }

    @Test func whatAPodSaysIsNotThereIsAskedForOnceMoreAndThenFinal() async throws {
        let frank = try RemotePerson.frank()
        let finger = PodAddress(of: frank.id).webFinger(frank.id)
        try await pod.receive(
            .statusMessage(pod.post("Hello @{alice@home.example}", by: frank)), from: frank)
        #expect(pod.network.asked.count { $0 == finger } == 1)
        #expect(try pod.waiting().count == 1)

        for _ in 0..<30 {
            pod.clock.advance(86_400)
            try await pod.work()
        }

        #expect(pod.network.asked.count { $0 == finger } == 2)
        #expect(try pod.heldReasons() == ["there is no frank@three.example: their pod says so"])
    }

    @Test func aPodThatIsBackWithinADayIsHeard() async throws {
        let frank = try RemotePerson.frank()
        let post = pod.post("Hello @{alice@home.example}", by: frank)
        try await pod.receive(.statusMessage(post), from: frank)
        pod.network.add(frank)

        pod.clock.advance(86_400)
        try await pod.work()

        #expect(try pod.post(post.guid) != nil)
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])
    }

    @Test func attack64NobodyFlushesWhatIsHeldOfOthers() async throws {
        let comment = try pod.comment("x", on: pod.publish("Ours"), by: carol)
        try await pod.receive(.comment(comment), from: bob)
        let first = try pod.heldReasons()
        try #require(first.count == 1)
        try put(1_100, from: "192.0.2.66") { pod.newGUID().string.utf8.map(\.self) }

        try await pod.work()

        let held = try pod.database.read { try $0.heldInboxEntries(limit: 10_000) }
        #expect(held.count == 101)
        #expect(held.last?.reason == first[0])
        #expect(held.last?.claim.kind == "comment")
        #expect(held.last?.claim.sender == "bob@one.example")
        #expect(held.last?.claim.author == "carol@two.example")
    }

    @Test func whatIsHeldAlreadyIsHeldOnce() async throws {
        for _ in 0..<3 {
            try await pod.inbox.accept(Array("rubbish".utf8), from: "192.0.2.1")
            try await pod.work()
        }

        #expect(try pod.rows("SELECT state FROM inboxEntry") == ["held"])
    }

    @Test func whatCannotBeReadNamesItsClaimAllTheSame() async throws {
        let xml = "<comment><author>carol@two.example</author><guid>x</guid></comment>"
        let envelope = try MagicEnvelope(
            signing: Array(xml.utf8), sender: bob.id, key: bob.key)

        try await pod.receive(envelope: envelope.xml)

        let held = try pod.database.read { try $0.heldInboxEntries(limit: 1) }
        #expect(
            held.map(\.claim) == [
                MessageClaim(
                    sender: "bob@one.example", author: "carol@two.example", kind: "comment")
            ])
    }
}
