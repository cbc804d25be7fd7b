import Diaspora
import Foundation
import Store
import Testing
import Transport

@testable import Federation
@testable import PodFixtures
@testable import Theming

/// What comes twice, half-way or at a bad moment.
@Suite struct IdempotenceTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol) = (try .bob(), try .carol())
        try await pod.hear(bob, sharesWith: pod.alice)
        try await pod.know(carol)
    }

    @Test func everythingThatComesTwiceIsStoredOnce() async throws {
        for message in try SampleHistory(pod: pod).messages {
            try await pod.receive(envelope: message.envelope, for: message.author(of: pod))
            let before = try pod.state()
            let payloads = try pod.rows("SELECT id FROM payload")
            try await pod.receive(envelope: message.envelope, for: message.author(of: pod))
            #expect(try pod.state() == before, "\(message.name)")
            #expect(try pod.rows("SELECT id FROM payload") == payloads, "\(message.name)")
        }
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func theSameInOneBatchIsStoredOnce() async throws {
        let post = try bob.envelope(.statusMessage(pod.post("Words", by: bob)))
        for number in 0..<5 {
            let space = Array(String(repeating: " ", count: number).utf8)
            try await pod.inbox.accept(post + space, from: "192.0.2.1")
        }

        #expect(try await pod.receiver.run() == 5)

        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["1"])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func twoWorkersTakeNoMessageTwice() async throws {
        for number in 0..<40 {
            try await pod.inbox.accept(
                bob.envelope(.statusMessage(pod.post("\(number)", by: bob))), from: "192.0.2.1")
        }
        let receiver = pod.receiver
        async let one = receiver.run()
        async let two = receiver.run()

        #expect(try await one + two == 40)
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["40"])
    }

    @Test func theInboxRowGoesInTheTransactionOfItsEffects() async throws {
        try pod.fillDisk(when: "DELETE ON inboxEntry")
        await #expect(throws: (any Error).self) {
            try await pod.receive(.statusMessage(pod.post("Words", by: bob)), from: bob)
        }
        #expect(try pod.rows("SELECT text FROM post") == [])
        #expect(try pod.waiting().count == 1)

        try pod.emptyDisk()
        try await pod.work()

        #expect(try pod.rows("SELECT text FROM post") == ["Words"])
        #expect(try pod.waiting() == [])
    }

    @Test func whatWasTakenWhenTheDatabaseFailedIsTakenAgainAtOnce() async throws {
        let count = Receiver.batchSize + 1
        let body = try bob.envelope(.statusMessage(pod.post("Words", by: bob)))
        _ = try pod.database.write { transaction in
            try transaction.insertInboxEntries(
                (0..<count).map { _ in
                    NewInboxEntry(recipientID: nil, body: body, address: "192.0.2.1")
                }, at: pod.clock.now)
        }
        try pod.fillDisk(when: "DELETE ON inboxEntry")
        await #expect(throws: (any Error).self) { try await pod.receiver.run() }
        try pod.emptyDisk()

        #expect(try await pod.receiver.run() == count)

        #expect(try pod.rows("SELECT text FROM post") == ["Words"])
        #expect(try pod.waiting() == [])
    }

    @Test func aMessageThatTheDatabaseFailsOnLeavesNothingAndIsTriedAgain() async throws {
        try pod.damage("ALTER TABLE poll RENAME TO away")
        var post = pod.post("With a poll", by: bob)
        post.poll = Entities.Poll(
            guid: pod.newGUID(), question: "Which?",
            answers: ["A", "B"].map { .init(guid: pod.newGUID(), answer: $0) })
        try await pod.inbox.accept(bob.envelope(.statusMessage(post)), from: "192.0.2.1")
        try await pod.inbox.accept(
            bob.envelope(.statusMessage(pod.post("Without", by: bob))), from: "192.0.2.1")
        try await pod.work()
        #expect(try pod.rows("SELECT text FROM post") == ["Without"])
        #expect(try pod.waiting().count == 1)

        try pod.damage("ALTER TABLE away RENAME TO poll")
        pod.clock.advance(10)
        try await pod.work()

        #expect(try pod.rows("SELECT text FROM post") == ["Without", "With a poll"])
        #expect(try pod.waiting() == [] && pod.heldReasons() == [])
    }

    @Test func whatMayComeRightForSomebodyAddedIsTriedTenTimesAndThenKept() async throws {
        try await pod.share(pod.alice, with: bob)
        try await pod.receive(pod.retraction(pod.newGUID(), by: bob), from: bob)
        var tries = 1
        var last = pod.clock.now
        var delays: [Double] = []
        while let entry = try pod.waiting().first, tries < 50 {
            #expect(entry.attempts == tries)
            #expect(entry.reason?.hasSuffix("is not known here") == true)
            while try pod.waiting().first?.attempts == tries {
                pod.clock.advance(1)
                if try await pod.receiver.run() > 0 { break }
            }
            delays.append(pod.clock.now.timeIntervalSince(last))
            last = pod.clock.now
            tries += 1
        }

        #expect(tries == 10)
        for (delay, base) in zip(delays, [1.0, 16, 81, 256, 625, 1296, 2401, 4096, 6561]) {
            #expect((base...(base + 5)).contains(delay))
        }
        #expect(try pod.heldReasons().first?.hasSuffix("is not known here") == true)
    }

    @Test func thePodminMayLetAMessageBeTriedAgain() async throws {
        let post = pod.post("Words", by: carol)
        let retraction = pod.retraction(post.guid, by: carol)
        try await pod.receive(retraction, from: carol)
        for _ in 0..<12 {
            pod.clock.advance(86_400)
            try await pod.work()
        }
        let held = try pod.database.read { try $0.heldInboxEntries(limit: 10) }
        #expect(held.count == 1)
        try await pod.hear(carol, sharesWith: pod.alice)
        try await pod.receive(.statusMessage(post), from: carol)

        try pod.database.write { try $0.retryInboxEntry(id: held[0].id) }
        try await pod.work()

        #expect(try pod.post(post.guid) == nil && pod.heldReasons() == [])
    }

    @Test func whatIsKeptForThePodminIsBounded() async throws {
        _ = try pod.database.write { transaction in
            try transaction.insertInboxEntries(
                (0..<1_100).map {
                    NewInboxEntry(
                        recipientID: nil, body: Array("rubbish \($0)".utf8), address: "192.0.2.1")
                }, at: pod.clock.now)
        }
        try await pod.work()

        let held = try pod.database.read { try $0.heldInboxEntries(limit: 10_000) }
        #expect(held.count == 100)
        #expect(held.last.map { String(decoding: $0.body, as: UTF8.self) } == "rubbish 0")
        #expect(
            try pod.rows("SELECT authority, reason, count FROM droppedMessage")
                == [" no_room 1000"])
        #expect(held.allSatisfy { $0.reason?.isEmpty == false })
    }

    @Test func attack64WaitsOfOneSenderAreBounded() async throws {
        try pod.damage(
            """
            WITH RECURSIVE number (value) AS (
                SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < 1100)
            INSERT INTO inboxEntry
                    (body, bytes, address, state, sender, source, standing, receivedAt, notBefore)
                SELECT CAST('waits' AS BLOB), 5, '192.0.2.1', 'waiting', 'eve@evil.example',
                    'eve@evil.example', 1, 1, 4000000000
                FROM number
            """)
        let frank = try RemotePerson.frank()
        pod.network.add(frank)
        let finger = PodAddress(of: frank.id).webFinger(frank.id)
        pod.network.answer(finger, .failure(.timedOut))

        try await pod.receive(
            .statusMessage(pod.post("Hello @{alice@home.example}", by: frank)), from: frank)

        let waiting = try pod.rows(
            "SELECT sender, COUNT(*) FROM inboxEntry WHERE state = 'waiting' GROUP BY sender")
        #expect(waiting.contains("eve@evil.example 1000"))
        #expect(waiting.count == 2)
        #expect(
            try pod.rows("SELECT authority, reason, count FROM droppedMessage")
                == [" no_room 100"])
    }

    @Test func aSenderWhoseDiscoveryFailsNowIsAskedForAgain() async throws {
        let frank = try RemotePerson.frank()
        let post = pod.post("Hello @{alice@home.example}", by: frank)
        let finger = PodAddress(of: frank.id).webFinger(frank.id)
        pod.network.add(frank)
        pod.network.answer(finger, .failure(.timedOut))
        try await pod.receive(.statusMessage(post), from: frank)
        #expect(try pod.waiting().count == 1)

        pod.network.answer(finger, nil)
        for _ in 0..<10 {
            pod.clock.advance(100)
            try await pod.work()
        }

        #expect(try pod.post(post.guid) != nil)
        #expect(try pod.waiting() == [])
    }

    @Test func whatWentWithItsPostIsTakenBackWithoutAWord() async throws {
        let post = pod.post("Words", by: bob)
        let comment = try pod.comment("Yes", on: post.guid, by: carol)
        let likes = try [
            pod.like(post.guid, by: carol), pod.like(comment.guid, by: bob, type: .comment),
        ]
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(.comment(comment), from: bob)
        for like in likes { try await pod.receive(.like(like), from: bob) }
        try #require(try pod.rows("SELECT COUNT(*) FROM liking") == ["2"])
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)

        for (guid, type) in [
            (comment.guid, "Comment"), (likes[0].guid, "Like"), (likes[1].guid, "Like"),
        ] {
            try await pod.receive(pod.retraction(guid, type, by: bob), from: bob)
        }

        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func nobodyIsAskedAboutAnAnswerToWhatWasTakenBack() async throws {
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        pod.network.forget()

        try await pod.receive(.comment(pod.comment("Late", on: post.guid, by: carol)), from: bob)

        #expect(pod.network.asked == [])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }
}
