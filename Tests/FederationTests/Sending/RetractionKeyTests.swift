import Diaspora
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures

/// A GUID names one thing of each kind, and the retraction of one hinders that of no other.
@Suite struct RetractionKeyTests {
    @Test func attack66AnAnswerTakenBackHindersNotTheRetractionOfItsPost() async throws {
        let pod = try FederatedPod()
        let (bob, carol) = (try RemotePerson.bob(), try RemotePerson.carol())
        try await pod.share(pod.alice, with: bob, carol)
        let post = try pod.publish("Hello")
        var like = Entities.Like(
            author: bob.id, guid: post, parentGUID: post, parentType: .post)
        like = try like.signed(by: bob.key)
        try await pod.receive(.like(like), from: bob)
        try await pod.receive(
            .retraction(
                Entities.Retraction(author: bob.id, targetGUID: post, targetType: "Like")),
            from: bob
        )
        try await pod.send()
        _ = try pod.composer.delete(post, as: pod.alice)
        try await pod.send()

        #expect(
            try pod.rows(
                """
                SELECT host, COUNT(*) FROM delivery WHERE kind = 'retraction' AND host = 'two.example'
                GROUP BY host
                """) == ["two.example 2"])
    }
}
