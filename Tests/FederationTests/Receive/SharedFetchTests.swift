import Diaspora
import Foundation
import Store
import Testing
import Transport

@testable import Federation
@testable import PodFixtures
@testable import Theming

/// What several messages of a batch need is asked for once.
@Suite struct SharedFetchTests {
    private let pod: FederatedPod
    private let bob: RemotePerson
    private let carol: RemotePerson
    private let frank: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        (bob, carol, frank) = (try .bob(), try .carol(), try .frank())
        try await pod.share(pod.alice, with: bob, carol)
        try await pod.know(frank)
    }

    private var fetched: [String] { pod.network.asked.filter { $0.contains("/fetch/") } }

    private func accept(_ entities: [Entity]) async throws {
        for entity in entities {
            try await pod.inbox.accept(frank.envelope(entity), from: "192.0.2.1")
        }
    }

    @Test func theParentOfManyIsFetchedOnce() async throws {
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://one.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let comments = try (0..<20).map { try pod.comment("\($0)", on: post.guid, by: bob) }
        try await accept(comments.map(Entity.comment) + [.like(pod.like(post.guid, by: bob))])

        #expect(try await pod.receiver.run() == 21)

        #expect(fetched == ["https://one.example/fetch/post/\(post.guid)"])
        #expect(try comments.allSatisfy { try pod.comment($0.guid) != nil })
        #expect(try pod.rows("SELECT COUNT(*) FROM liking") == ["1"])
    }

    @Test func theNextPodIsAskedOnlyIfOneHasItNot() async throws {
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://two.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let comments = [
            try pod.comment("One", on: post.guid, by: bob),
            try pod.comment("Two", on: post.guid, by: carol),
            try pod.comment("Three", on: post.guid, by: bob),
        ]
        try await accept(comments.map(Entity.comment))

        try await pod.work()

        #expect(fetched.first == "https://one.example/fetch/post/\(post.guid)")
        #expect(
            Set(fetched.dropFirst()) == [
                "https://two.example/fetch/post/\(post.guid)",
                "https://three.example/fetch/post/\(post.guid)",
            ])
        #expect(try comments.allSatisfy { try pod.comment($0.guid) != nil })
    }

    @Test func thePodThatRelaysAMessageIsAskedForWhatItBelongsTo() async throws {
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://three.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let comment = try pod.comment("One", on: post.guid, by: bob)
        try await accept([.comment(comment)])

        try await pod.work()

        #expect(
            fetched == [
                "https://one.example/fetch/post/\(post.guid)",
                "https://three.example/fetch/post/\(post.guid)",
            ])
        #expect(try pod.comment(comment.guid) != nil)
    }

    @Test func attack8AnAnswerMaySendOnToTheVeryPortsOfWhoMayHaveIt() async throws {
        let paul = try RemotePerson("paul@five.example:3000", number: 70, key: "eve")
        pod.network.add(paul)
        try await pod.know(paul)
        let post = pod.post("Words", by: frank)
        let comment = try pod.comment("One", on: post.guid, by: bob)
        try await pod.inbox.accept(paul.envelope(.comment(comment)), from: "192.0.2.1")

        try await pod.work()

        let url = "https://one.example/fetch/post/\(post.guid)"
        #expect(fetched.first == url)
        #expect(pod.network.otherPlaces(of: url) == ["one.example", "five.example:3000"])
    }

    @Test func whatThePodThatRelaysForgesIsNotBelieved() async throws {
        let post = pod.post("Forged", by: carol)
        pod.network.answer(
            "https://three.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let comment = try pod.comment("One", on: post.guid, by: bob)
        try await accept([.comment(comment)])

        try await pod.work()

        #expect(try pod.post(post.guid) == nil && pod.comment(comment.guid) == nil)
    }

    @Test func ifNoneHasItAllAreTriedAgain() async throws {
        let unknown = pod.newGUID()
        try await accept([
            .comment(pod.comment("One", on: unknown, by: bob)),
            .comment(pod.comment("Two", on: unknown, by: carol)),
        ])

        try await pod.work()

        #expect(fetched.count == 3)
        #expect(try pod.waiting().map(\.attempts) == [1, 1])
    }

    @Test func aFailureIsThatOfItsMessagesAlone() async throws {
        let post = pod.post("Words", by: frank)
        pod.network.answer(
            "https://one.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let good = try pod.comment("Good", on: post.guid, by: bob)
        try await accept([
            .comment(pod.comment("Bad", on: pod.newGUID(), by: bob)), .comment(good),
        ])

        try await pod.work()

        #expect(try pod.comment(good.guid) != nil)
        #expect(try pod.waiting().count == 1)
    }

    @Test func aPodThatFailedIsNotAskedAgainForAnotherOfItsPeople() async throws {
        let unknown = pod.newGUID()
        let dave = try RemotePerson.dave()
        try await pod.share(pod.alice, with: dave)
        try await accept([
            .comment(pod.comment("One", on: unknown, by: carol)),
            .comment(pod.comment("Two", on: unknown, by: dave)),
        ])

        try await pod.work()

        #expect(
            fetched == [
                "https://two.example/fetch/post/\(unknown)",
                "https://three.example/fetch/post/\(unknown)",
            ])
        #expect(try pod.waiting().map(\.attempts) == [1, 1])
    }

    @Test func attack21WhatThisPodHadNoRoomToAskForCostsAStrangerNoTry() async throws {
        pod.network.add(try .eve())
        let unknown = pod.newGUID()
        pod.network.answer(
            "https://evil.example/fetch/post/\(unknown)", .failure(.overloaded))
        try await accept([evesComment(on: unknown)])

        for _ in 0..<5 {
            try await pod.work()
            pod.clock.advance(10_000)
        }

        #expect(try pod.waiting().count == 1 && pod.heldReasons() == [])
    }

    // MARK: - A stranger who names the same thing

    private func evesComment(on guid: GUID) throws -> Entity {
        .comment(try pod.comment("@{alice@home.example}", on: guid, by: .eve()))
    }

    @Test(arguments: [true, false])
    func aStrangersPodThatAnswersWithSomethingElseHoldsOnlyTheirMessage(
        comesFirst: Bool
    ) async throws {
        let eve = try RemotePerson.eve()
        pod.network.add(eve)
        let unknown = pod.newGUID()
        pod.network.answer(
            "https://evil.example/fetch/post/\(unknown)",
            .document(try eve.envelope(.statusMessage(pod.post("Another", by: eve)))))
        let bobs = Entity.comment(try pod.comment("Words", on: unknown, by: bob))
        let eves = try evesComment(on: unknown)
        try await accept(comesFirst ? [eves, bobs] : [bobs, eves])

        try await pod.work()

        #expect(try pod.heldReasons() == ["another document came"])
        #expect(try pod.rows("SELECT id FROM post") == [])
        #expect(
            try pod.waiting().map(\.reason) == [
                "what it belongs to is not on the pod of bob@one.example"
            ])
    }

    @Test func aStrangersSlowPodTakesNoTimeFromTheOthers() async throws {
        pod.network.add(try .eve())
        let post = pod.post("Words", by: frank)
        pod.network.answer("https://evil.example/fetch/post/\(post.guid)", .silence)
        pod.network.answer(
            "https://one.example/fetch/post/\(post.guid)",
            .document(try frank.envelope(.statusMessage(post))))
        let comment = try pod.comment("Words", on: post.guid, by: bob)
        var receiver = pod.receiver
        receiver.timeout = .milliseconds(200)

        // On a machine so busy that nobody answers in time, Eve is first again the next time, and all have longer.
        for _ in 0..<9 where try pod.comment(comment.guid) == nil {
            try await accept([evesComment(on: post.guid), .comment(comment)])
            try await receiver.run()
            pod.clock.advance(10_000)
            receiver.timeout *= 2
        }

        #expect(try pod.comment(comment.guid) != nil)
    }
}
