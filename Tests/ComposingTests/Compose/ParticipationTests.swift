import Diaspora
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures

/// Who follows a post, and for how many answers (features E6).
@Suite struct ParticipationTests {
    private let pod: FederatedPod
    private let post: GUID

    init() throws {
        pod = try FederatedPod()
        post = try pod.composer.publish(
            PostContent(text: "# Hello"), as: pod.alice, for: .everyone)
    }

    private func followers() throws -> [String] {
        try pod.rows(
            """
            SELECT person.diasporaID, answerCount, isMuted, isAsked FROM participation
            JOIN person ON person.id = authorID ORDER BY person.diasporaID
            """)
    }

    private func comment(by author: Author) throws -> GUID {
        try pod.composer.comment(on: post, text: "Yes", as: author, with: pod.keys)
    }

    @Test func answersOnThisPodAreCounted() throws {
        _ = try comment(by: pod.zoe)
        _ = try pod.composer.like(post, as: pod.zoe, with: pod.keys)

        #expect(try followers() == ["zoe@home.example 2 0 0"])
        #expect(try pod.rows("SELECT kind FROM payload WHERE kind = 'participation'") == [])
    }

    @Test func theLastAnswerTakenBackEndsIt() throws {
        let comment = try comment(by: pod.zoe)
        _ = try pod.composer.like(post, as: pod.zoe, with: pod.keys)

        try pod.composer.unlike(post, as: pod.zoe)
        #expect(try followers() == ["zoe@home.example 1 0 0"])
        // By the author of the post, who may too.
        try pod.composer.deleteComment(comment, as: pod.alice)

        #expect(try followers() == [])
    }

    @Test func nobodyFollowsAPostOfTheirOwnByAnswering() throws {
        _ = try comment(by: pod.alice)

        #expect(try followers() == [])
    }

    @Test func aMutedPostStaysMutedUntilItIsFollowed() throws {
        try pod.composer.mute(post, as: pod.zoe)
        let comment = try comment(by: pod.zoe)
        #expect(try followers() == ["zoe@home.example 1 1 0"])
        try pod.composer.deleteComment(comment, as: pod.zoe)
        #expect(try followers() == ["zoe@home.example 0 1 0"])

        try pod.composer.participate(in: post, as: pod.zoe)

        #expect(try followers() == ["zoe@home.example 0 0 1"])
    }

    @Test func whatSomebodyAskedForStaysWhateverTheyTakeBack() throws {
        _ = try pod.composer.like(post, as: pod.zoe, with: pod.keys)
        try pod.composer.participate(in: post, as: pod.zoe)

        try pod.composer.unlike(post, as: pod.zoe)

        #expect(try followers() == ["zoe@home.example 0 0 1"])
    }

    @Test func aReshareTakenBackIsAnAnswerLess() throws {
        let reshare = try pod.composer.reshare(post, as: pod.zoe)
        #expect(try followers() == ["zoe@home.example 1 0 0"])

        try pod.composer.delete(reshare, as: pod.zoe)

        #expect(try followers() == [])
    }

    @Test func thePodAsksApartFromItsUsers() async throws {
        let bob = try RemotePerson.bob()
        try await pod.know(bob)
        let text = "Hello @{\(pod.alice.person.diasporaID)}"
        let message = Entities.StatusMessage(
            author: bob.id, guid: pod.newGUID(), createdAt: pod.clock.now, isPublic: true,
            text: text)
        try await pod.receive(.statusMessage(message), from: bob)
        #expect(try pod.rows("SELECT COUNT(*) FROM podParticipation") == ["1"])
        #expect(try followers() == [])

        _ = try pod.composer.comment(on: message.guid, text: "Hi", as: pod.alice, with: pod.keys)

        #expect(try followers() == ["alice@home.example 1 0 0"])
        #expect(
            try pod.rows("SELECT kind FROM payload ORDER BY id")
                .filter { $0 == "participation" }.count == 1)
    }

    @Test func onceItsFirstUserIsGoneOthersAskThemselves() async throws {
        let bob = try RemotePerson.bob()
        try await pod.know(bob)
        let message = Entities.StatusMessage(
            author: bob.id, guid: pod.newGUID(), createdAt: pod.clock.now, isPublic: true,
            text: "Hello @{\(pod.alice.person.diasporaID)}")
        try await pod.receive(.statusMessage(message), from: bob)
        try #require(try pod.rows("SELECT COUNT(*) FROM podParticipation") == ["1"])

        _ = try pod.accounts.close("alice")
        #expect(try pod.rows("SELECT COUNT(*) FROM podParticipation") == ["0"])
        _ = try pod.composer.comment(on: message.guid, text: "Hi", as: pod.zoe, with: pod.keys)

        #expect(
            try pod.rows("SELECT kind FROM payload ORDER BY id")
                .filter { $0 == "participation" }.count == 2)
    }
}
