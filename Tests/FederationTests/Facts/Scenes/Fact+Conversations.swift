import Diaspora
import Foundation
import Store

@testable import Composing
@testable import PodFixtures

extension Fact {
    var conversationScenes: [FactScene] {
        switch self {
        case .conversationBegun: Self.beginning
        case .conversationAnswered: Self.answering
        case .conversationLeft: Self.leaving
        default: []
        }
    }

    private static var beginning: [FactScene] {
        [
            .fromHere { stage in
                try await stage.begin()
                _ = try stage.beginConversation()
            },
            .fromOutside { stage in
                try await stage.begin()
                let guid = stage.pod.newGUID()
                let message = stage.message("Hello", in: guid)
                try await stage.tellAlice(
                    .conversation(
                        Entities.Conversation(
                            author: stage.bob.id, guid: guid, subject: "Beans",
                            createdAt: stage.pod.clock.now,
                            participants: [stage.bob.id, stage.pod.alice.person.diasporaID],
                            messages: [message])),
                    by: stage.bob)
            },
        ]
    }

    private static var answering: [FactScene] {
        [
            .fromHere { stage in
                let guid = try stage.beginConversation()
                try await stage.begin()
                _ = try stage.pod.composer.reply(
                    to: guid, text: "Still there?", as: stage.pod.alice)
            },
            .fromOutside { stage in
                let guid = try stage.beginConversation()
                try await stage.begin()
                try await stage.tellAlice(
                    .message(stage.message("Yes", in: guid)), by: stage.bob)
            },
        ]
    }

    private static var leaving: [FactScene] {
        [
            .init(title: "From here", play: nil),
            .fromOutside { stage in
                let guid = try stage.beginConversation()
                try await stage.begin()
                try await stage.tellAlice(
                    stage.pod.retraction(guid, "Conversation", by: stage.bob), by: stage.bob)
            },
        ]
    }
}

extension FactStage {
    /// Lets Alice write to Bob.
    func beginConversation() throws -> GUID {
        try pod.composer.startConversation(
            with: [bob.id], subject: "Beans", text: "Hello", as: pod.alice)
    }

    /// Makes a message of Bob's.
    func message(_ text: String, in conversation: GUID) -> Entities.Message {
        Entities.Message(
            author: bob.id, guid: pod.newGUID(), text: text, createdAt: pod.clock.now,
            conversationGUID: conversation)
    }
}
