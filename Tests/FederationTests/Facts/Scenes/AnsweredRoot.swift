import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// Whose post is answered.
enum AnsweredRoot: CaseIterable {
    case ours
    case theirs

    /// The end of a scene's title.
    var place: String {
        switch self {
        case .ours: ""
        case .theirs: ", to a post of another pod"
        }
    }
}

extension FactStage {
    /// Publishes a post with a poll: Alice's, or Bob's.
    func post(_ root: AnsweredRoot) async throws -> GUID {
        switch root {
        case .ours:
            return try pod.composer.publish(
                PostContent(
                    text: "# Words", poll: .init(question: "Which?", answers: ["One", "Two"])),
                as: pod.alice, for: .everyone)
        case .theirs:
            var post = pod.post("Words", by: bob)
            post.poll = Entities.Poll(
                guid: pod.newGUID(), question: "Which?",
                answers: ["One", "Two"].map { .init(guid: pod.newGUID(), answer: $0) })
            try await pod.receive(.statusMessage(post), from: bob)
            return post.guid
        }
    }

    /// Chooses somebody here who did not write the post.
    func answererHere(_ root: AnsweredRoot) -> Author {
        switch root {
        case .ours: pod.zoe
        case .theirs: pod.alice
        }
    }

    /// Chooses somebody of another pod who did not write the post; to his own Bob's pod passes the answer on.
    func answererOutside(_ root: AnsweredRoot) -> RemotePerson {
        switch root {
        case .ours: bob
        case .theirs: carol
        }
    }

    /// Takes in an answer, from Bob's pod.
    func takeIn(_ entity: Entity) async throws { try await pod.receive(entity, from: bob) }

    /// Takes in a vote for the first answer of the post's poll.
    func takeInVote(by person: RemotePerson, on guid: GUID) async throws {
        let poll = try #require(
            try pod.database.read { database in
                try database.post(guid).flatMap { try database.poll(postID: $0.id) }
            })
        try await takeIn(
            .pollParticipation(
                try Entities.PollParticipation(
                    author: person.id, guid: pod.newGUID(), parentGUID: poll.guid,
                    pollAnswerGUID: poll.answers[0].guid
                ).signed(by: person.key)))
    }
}
