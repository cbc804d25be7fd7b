import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// What people whom nobody here added may leave. Bob says that he shares with Alice, who never answered.
@Suite struct StrangerQuotaTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let eve: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, eve) = (try .bob(), try .carol(), try .eve())
        try await pod.hear(bob, sharesWith: pod.alice)
    }

    private func usage(_ authority: String = "one.example") throws -> StrangerUsage {
        try pod.database.read { try $0.strangerUsage(onHost: authority) }
    }

    private func dropped() throws -> [String] {
        try pod.database.read { try $0.droppedMessages() }
            .map { "\($0.authority ?? "?") \($0.reason.rawValue) \($0.count)" }
    }

    /// Sends posts of somebody's.
    ///
    /// - Returns: How many of them are kept.
    private func send(_ count: Int, by person: RemotePerson, text: String = "Words") async throws
        -> Int
    {
        let posts = (0..<count).map { pod.post("\(text) \($0)", by: person) }
        for post in posts { try await pod.receive(.statusMessage(post), from: person) }
        return try posts.filter { try pod.post($0.guid) != nil }.count
    }

    @Test func attack69OfWhoeverSharesAsManyRowsAreKeptAsTheQuotaAllows() async throws {
        let before = try usage().rows
        pod.quota = StrangerQuota(rows: before + 3)

        #expect(try await send(5, by: bob) == 3)

        #expect(try usage().rows == before + 3)
        #expect(try dropped() == ["one.example quota 2"])
        #expect(try pod.database.read { try $0.pods(atLeast: pod.quota.limit) } == ["one.example"])
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func attack69BytesCountToo() async throws {
        pod.quota = StrangerQuota(bytes: try usage().bytes + 1_000_000)

        let kept = try await send(5, by: bob, text: String(repeating: "x", count: 20_000))

        #expect(kept == 3)
        #expect(try dropped() == ["one.example quota 2"])
    }

    @Test func attack69TheHTMLOfATextIsChargedBeforeItIsMade() async throws {
        let before = try usage().bytes
        #expect(try await send(1, by: bob, text: "Words") == 1)

        let bound = StrangerQuota.htmlBytes(ofText: "Words 0")
        #expect(bound == 16 * 7 + 4_096 && StrangerQuota.htmlBytes(ofText: "") == 0)
        let charged = try usage().bytes
        #expect(charged - before > bound)

        // While it waits to be rendered it may become so long still.
        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()
        #expect(try usage().bytes == charged)

        try pod.renderTexts()
        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()
        let html = try pod.rows("SELECT html FROM rendering")[0].utf8.count
        #expect((html..<(charged - bound + 1_000)).contains(try usage().bytes))
    }

    @Test func attack69ThePortsOfAHostShareItsQuota() async throws {
        let before = try usage().rows
        pod.quota = StrangerQuota(rows: before + 2)
        try pod.database.write { transaction in
            for port in ["one.example:3000", "www.one.example", "one.example.org"] {
                try transaction.insertRemotePod(port, at: pod.clock.now)
                try transaction.addStrangerUsage(StrangerUsage(rows: 1), of: port)
            }
        }

        #expect(try await send(3, by: bob) == 1)
    }

    @Test func attack69WhoFillsTheQuotaOfAllShutsNobodyOut() async throws {
        try await pod.hear(eve, sharesWith: pod.alice)
        pod.quota = StrangerQuota(rows: 1_000)
        let before = try pod.database.read { try $0.totalStrangerUsage() }
        try pod.database.write {
            try $0.addStrangerUsage(
                StrangerUsage(rows: 10_000 - before.rows), of: "elsewhere.example")
        }
        let own = try usage().rows

        // A hundredth of what a host may leave is kept for each.
        #expect(try await send(12, by: bob) == 10 - own)

        try pod.database.write {
            try $0.addStrangerUsage(StrangerUsage(rows: 10_000), of: "elsewhere.example")
        }
        #expect(try await send(1, by: eve) == 0)
    }

    @Test func attack69WhatIsGotForAStrangersMessageIsCharged() async throws {
        pod.network.add(carol)
        var root = pod.post("Words of Carol", by: carol)
        root.photos = (0..<5).map { number in
            Entities.Photo(
                guid: pod.newGUID(), author: carol.id, isPublic: true, createdAt: pod.clock.now,
                remotePhotoPath: "https://two.example/", remotePhotoName: "\(number).jpg",
                statusMessageGUID: root.guid)
        }
        pod.network.answer(
            "https://two.example/fetch/post/\(root.guid)",
            .document(try carol.envelope(.statusMessage(root))))
        let before = try usage().rows

        try await pod.receive(
            .reshare(
                Entities.Reshare(
                    author: bob.id, guid: pod.newGUID(), createdAt: pod.clock.now,
                    root: .init(author: carol.id, guid: root.guid))), from: bob)

        #expect(try pod.post(root.guid) != nil)
        #expect(try usage().rows == before + 1 + 6)
    }

    @Test func attack69AllPodsTogetherHaveAQuotaToo() async throws {
        // Whoever has a domain has many hosts.
        pod.quota = StrangerQuota(rows: 100)
        let before = try pod.database.read { try $0.totalStrangerUsage() }
        try pod.database.write {
            try $0.addStrangerUsage(
                StrangerUsage(rows: 999 - before.rows), of: "elsewhere.example")
        }

        #expect(try await send(5, by: bob) == 1)
        try await pod.share(pod.alice, with: carol)
        #expect(try await send(2, by: carol) == 2)

        try pod.database.write { try $0.sumStrangerUsage() }
        #expect(try await send(2, by: bob) == 2)
    }

    @Test func attack69WhoeverIsIgnoredIsCharged() async throws {
        let ours = try pod.publish("Ours")
        try pod.composer.ignore(bob.id, of: pod.alice)
        let before = try usage().rows
        pod.quota = StrangerQuota(rows: before + 3)

        for _ in 0..<5 {
            try await pod.receive(.comment(pod.comment("Hear", on: ours, by: bob)), from: bob)
        }

        #expect(try usage().rows == before + 3)
        #expect(try pod.rows("SELECT COUNT(*) FROM tombstone") == ["3"])
        #expect(try dropped() == ["one.example ignored 3", "one.example quota 2"])
    }

    @Test func peopleWhomSomebodyHereAddedHaveNoQuota() async throws {
        pod.quota = StrangerQuota(rows: 0)
        try await pod.share(pod.alice, with: carol)
        let theirs = pod.post("Carol's", by: carol)
        try await pod.receive(.statusMessage(theirs), from: carol)
        // Whoever answers them is theirs to judge.
        try await pod.know(eve)
        let comment = try pod.comment("More", on: theirs.guid, by: eve)
        try await pod.receive(.comment(comment), from: carol)

        #expect(try await send(2, by: carol) == 2)
        #expect(try pod.comment(comment.guid) != nil)
        #expect(try await send(2, by: bob) == 0)

        try await pod.share(pod.alice, with: bob)

        #expect(try await send(2, by: bob) == 2)
    }

    @Test func onePodsQuotaIsNoOthers() async throws {
        try await pod.hear(carol, sharesWith: pod.alice)
        pod.quota = StrangerQuota(rows: try usage().rows + 1)
        #expect(try await send(3, by: bob) == 1)

        #expect(try await send(1, by: carol) == 1)
    }

    @Test func attack69StrangersOfAPodThatHasReachedItAreNotLookedUp() async throws {
        let ours = try pod.publish("Ours")
        pod.quota = StrangerQuota(rows: try usage().rows)
        let other = try RemotePerson("other@one.example", number: 77, key: "eve")
        pod.network.add(other)
        pod.network.forget()

        try await pod.receive(.comment(pod.comment("Words", on: ours, by: other)), from: other)
        try await pod.receive(
            .contact(.init(author: other.id, recipient: pod.alice.person.diasporaID)),
            from: other, for: pod.alice)

        #expect(pod.network.asked == [] && pod.network.arrivals.isEmpty)
        #expect(try pod.person(other) == nil)
    }

    @Test func attack69WhatStrangersNeedFromOthersIsChargedToThem() async throws {
        pod.network.add(carol)
        let root = pod.post(String(repeating: "x", count: 5_000), by: carol)
        pod.network.answer(
            "https://two.example/fetch/post/\(root.guid)",
            .document(try carol.envelope(.statusMessage(root))))
        let before = try usage()

        try await pod.receive(
            .reshare(
                .init(
                    author: bob.id, guid: pod.newGUID(),
                    root: Entities.Reshare.Root(author: carol.id, guid: root.guid))), from: bob)

        #expect(try pod.post(root.guid) != nil)
        #expect(try usage().rows == before.rows + 2 && usage().bytes > before.bytes + 5_000)
        // Of Carol's pod nobody came but she.
        #expect(try usage("two.example").rows == 1)
    }

    @Test func whatTakesSomethingAwayIsNeverRefused() async throws {
        let post = pod.post("Words", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        pod.quota = StrangerQuota(rows: 0)

        try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        #expect(try pod.post(post.guid) == nil)
        try await pod.receive(
            .contact(
                .init(
                    author: bob.id, recipient: pod.alice.person.diasporaID, isFollowing: false,
                    isSharing: false)), from: bob, for: pod.alice)

        #expect(try pod.contact(pod.alice, bob) == nil)
        #expect(try dropped() == [])
    }

    @Test func whatHasGoneIsNotCountedAfterADay() async throws {
        let posts = (0..<4).map {
            pod.post(String(repeating: "y", count: 3_000) + "\($0)", by: bob)
        }
        for post in posts { try await pod.receive(.statusMessage(post), from: bob) }
        let full = try usage()
        for post in posts.prefix(3) {
            try await pod.receive(pod.retraction(post.guid, by: bob), from: bob)
        }
        #expect(try usage() == full)

        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()

        // What was deleted is remembered.
        #expect(try usage().bytes <= full.bytes - 9_000)
        #expect(try usage().rows <= full.rows)

        try await pod.share(pod.alice, with: bob)
        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()

        #expect(try usage() == StrangerUsage())
    }

    @Test func attack69AnswersToThoseWhoShareWithinThisPodAreCountedAfterADayToo() async throws {
        try pod.composer.addContact(pod.alice.person.diasporaID, to: "Friends", of: pod.zoe)
        try pod.composer.addContact(pod.zoe.person.diasporaID, to: "Friends", of: pod.alice)
        let ours = try pod.publish("Ours")
        for number in 0..<3 {
            let comment = try pod.comment("Words \(number)", on: ours, by: bob)
            try await pod.receive(.comment(comment), from: bob)
        }
        try await pod.receive(.like(pod.like(ours, by: bob)), from: bob)
        let full = try usage().rows

        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()

        #expect(try usage().rows == full)
    }

    @Test func answersToThoseElsewhereWhomSomebodyAddedAreNotCounted() async throws {
        try await pod.share(pod.alice, with: carol)
        let theirs = pod.post("Carol's", by: carol)
        try await pod.receive(.statusMessage(theirs), from: carol)
        let comment = try pod.comment("Words", on: theirs.guid, by: bob)
        try await pod.receive(.comment(comment), from: carol)
        let before = try usage().rows
        // More than is here, so that the count takes it down.
        try pod.database.write {
            try $0.addStrangerUsage(StrangerUsage(rows: 5), of: "one.example")
        }

        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()

        #expect(try pod.comment(comment.guid) != nil && usage().rows == before)
    }

    // MARK: - Answers that somebody passes on

    /// Lets Bob pass on Eve's answers to a post of his.
    ///
    /// - Returns: The GUIDs of those that are kept.
    private func passOn(_ count: Int) async throws -> [GUID] {
        let post = pod.post("Bob's", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        let comments = try (0..<count).map {
            try pod.comment("Words \($0)", on: post.guid, by: eve)
        }
        for comment in comments { try await pod.receive(.comment(comment), from: bob) }
        return try comments.map(\.guid).filter { try pod.comment($0) != nil }
    }

    @Test func attack69AnAnswerIsChargedToItsAuthorWhoeverPassesItOn() async throws {
        try await pod.know(eve)
        let (own, theirs) = (try usage().rows, try usage(eve.id.authority).rows)

        #expect(try await passOn(3).count == 3)

        // Bob's post is his.
        #expect(try usage().rows == own + 1)
        #expect(try usage(eve.id.authority).rows == theirs + 3)
        _ = try Pruning(database: pod.database, clock: pod.clock.pod).run()
        #expect(try usage().rows == own + 1)
        #expect(try usage(eve.id.authority).rows == theirs + 3)
    }

    @Test func attack69WhoeverWritesTooMuchLocksOutNobodyWhoPassesItOn() async throws {
        try await pod.know(eve)
        pod.quota = StrangerQuota(rows: 10)
        try pod.database.write {
            try $0.addStrangerUsage(StrangerUsage(rows: 7), of: eve.id.authority)
        }

        #expect(try await passOn(5).count == 2)

        #expect(try dropped() == ["one.example quota 3"])
        #expect(try await send(2, by: bob) == 2)
        #expect(try pod.heldReasons() == [] && pod.waiting() == [])
    }

    @Test func attack69WhomSomebodyHereAddedPaysForNoAnswerThatAStrangerPassesOn() async throws {
        try await pod.share(pod.alice, with: eve)
        let own = try usage().rows
        pod.quota = StrangerQuota(rows: own + 1)

        #expect(try await passOn(3).count == 3)

        #expect(try usage().rows == own + 1)
    }

    @Test func attack69NobodyIsLookedUpWhoseHostHasReachedItsQuota() async throws {
        try await pod.know(eve)
        let post = pod.post("Bob's", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        pod.quota = StrangerQuota(rows: 10)
        try pod.database.write {
            try $0.addStrangerUsage(StrangerUsage(rows: 10), of: eve.id.authority)
        }
        let other = try RemotePerson("other@\(eve.id.authority)", number: 77, key: "eve")
        pod.network.add(other)
        pod.network.forget()

        let comment = try pod.comment("Words", on: post.guid, by: other)
        try await pod.receive(.comment(comment), from: bob)

        #expect(pod.network.asked == [] && pod.network.arrivals.isEmpty)
        #expect(try pod.person(other) == nil && pod.comment(comment.guid) == nil)
        #expect(try dropped() == ["one.example quota 1"])
    }

    @Test func attack69NobodyIsChargedForAnAnswerThatTheyDidNotSign() async throws {
        try await pod.know(eve)
        let post = pod.post("Bob's", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        let theirs = try usage(eve.id.authority)
        let comment = try Entities.Comment(
            author: eve.id, guid: pod.newGUID(), parentGUID: post.guid, text: "Words",
            createdAt: pod.clock.now
        ).signed(by: bob.key)

        try await pod.receive(.comment(comment), from: bob)

        #expect(try pod.comment(comment.guid) == nil && pod.heldReasons().count == 1)
        #expect(try usage(eve.id.authority) == theirs)
    }

    @Test func attack69WhatIsSentAgainTakesNoMoreOfTheQuota() async throws {
        let post = pod.post("Signed once", by: bob)
        try await pod.receive(.statusMessage(post), from: bob)
        let before = try usage()

        for _ in 0..<20 { try await pod.receive(.statusMessage(post), from: bob) }

        #expect(try usage() == before)
    }

    @Test func aProfileSentAThousandTimesIsNoThousandRows() async throws {
        let before = try usage().rows
        for number in 0..<20 {
            var profile = Entities.Profile(author: bob.id)
            profile.firstName = "Bob \(number)"
            try await pod.receive(.profile(profile), from: bob)
        }

        #expect(try usage().rows == before)
    }
}
