import Diaspora
import Foundation

@testable import Composing
@testable import PodFixtures
@testable import Theming

extension Fact {
    var postScenes: [FactScene] {
        switch self {
        case .postPublished: Self.publishing
        case .postLimited: Self.limiting
        case .postEdited: Self.editing
        case .postDatedAnew: Self.dating
        case .postDeleted: Self.deleting
        default: []
        }
    }

    private static var publishing: [FactScene] {
        [
            .fromHere { stage in
                try await stage.begin()
                try stage.pod.publish("# Words\n\nOf a #garden, for @{bob@one.example}")
            },
            .fromOutside { stage in
                try await stage.begin()
                try await stage.bobPosts("# Words\n\nOf a #garden, for @{alice@home.example}")
            },
        ]
    }

    private static var limiting: [FactScene] {
        [
            .fromHere { stage in
                try await stage.begin()
                _ = try stage.pod.publishLimited("For few #garden")
            },
            .fromOutside { stage in
                try await stage.begin()
                try await stage.bobPosts("For few #garden", isPublic: false)
            },
        ]
    }

    private static var editing: [FactScene] {
        [
            .fromHere { stage in
                let guid = try stage.pod.publish("# Words\n\nOf a #garden")
                try await stage.begin()
                try stage.pod.composer.edit(
                    guid, text: "# Others\n\nOf a #meadow", as: stage.pod.alice)
            },
            .fromOutside { stage in
                var post = try await stage.bobPosts("# Words\n\nOf a #garden")
                try await stage.begin()
                post.text = "# Others\n\nOf a #meadow"
                post.editedAt = stage.pod.clock.now
                try await stage.pod.receive(.statusMessage(post), from: stage.bob)
            },
        ]
    }

    private static var dating: [FactScene] {
        let month = 40.0 * 86_400
        return [
            .fromHere { stage in
                let guid = try stage.pod.publish("# Words\n\nOf a #garden")
                try await stage.begin()
                try stage.pod.composer.redate(
                    guid, to: stage.pod.clock.now - month, as: stage.pod.alice)
            },
            .fromOutside { stage in
                var post = try await stage.bobPosts("# Words\n\nOf a #garden")
                try await stage.begin()
                post.createdAt = stage.pod.clock.now - month
                try await stage.pod.receive(.statusMessage(post), from: stage.bob)
            },
        ]
    }

    private static var deleting: [FactScene] {
        [
            .fromHere { stage in
                let guid = try stage.pod.publish("# Words\n\nOf a #garden")
                try await stage.begin()
                try stage.pod.composer.delete(guid, as: stage.pod.alice)
            },
            .fromOutside { stage in
                let post = try await stage.bobPosts("# Words\n\nOf a #garden")
                try await stage.begin()
                try await stage.pod.receive(
                    stage.pod.retraction(post.guid, by: stage.bob), from: stage.bob)
            },
        ]
    }
}

extension FactStage {
    /// Takes in a post of Bob's: for everyone, or for Alice.
    @discardableResult
    func bobPosts(_ text: String, isPublic: Bool = true) async throws -> Entities.StatusMessage {
        let post = pod.post(text, by: bob, isPublic: isPublic)
        try await pod.receive(
            .statusMessage(post), from: bob, for: isPublic ? nil : pod.alice)
        return post
    }
}
