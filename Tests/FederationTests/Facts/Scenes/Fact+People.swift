import Diaspora
import Foundation
import Store

@testable import Composing
@testable import PodFixtures
@testable import Theming

extension Fact {
    var personScenes: [FactScene] {
        switch self {
        case .sharingBegun: Self.beginningToShare
        case .sharingEnded: Self.endingToShare
        case .profileChanged: Self.changingProfiles
        case .accountClosed: Self.closing
        default: []
        }
    }

    private static var beginningToShare: [FactScene] {
        [
            .fromHere { stage in
                try await stage.begin()
                try stage.pod.composer.addContact(
                    stage.frank.id, to: "Friends", of: stage.pod.alice)
            },
            .fromOutside { stage in
                try await stage.begin()
                try await stage.tellAlice(
                    .contact(
                        Entities.Contact(
                            author: stage.frank.id, recipient: stage.pod.alice.person.diasporaID)),
                    by: stage.frank)
            },
        ]
    }

    private static var endingToShare: [FactScene] {
        [
            .fromHere { stage in
                try await stage.begin()
                try stage.pod.composer.removeContact(stage.bob.id, of: stage.pod.alice)
            },
            .fromOutside { stage in
                try await stage.begin()
                try await stage.tellAlice(
                    .contact(
                        Entities.Contact(
                            author: stage.bob.id, recipient: stage.pod.alice.person.diasporaID,
                            isFollowing: false, isSharing: false)),
                    by: stage.bob)
            },
        ]
    }

    private static var changingProfiles: [FactScene] {
        [
            .fromHere { stage in
                try await stage.answer()
                try await stage.begin()
                _ = try stage.pod.composer.edit(
                    ProfileEdit(firstName: "Alicia", bio: "Grows beans"), photo: nil,
                    of: stage.pod.alice)
            },
            .fromOutside { stage in
                try await stage.answer()
                try await stage.begin()
                try await stage.tellAlice(
                    .profile(
                        Entities.Profile(
                            author: stage.bob.id, editedAt: stage.pod.clock.now,
                            firstName: "Robert", bio: "Grows beans")),
                    by: stage.bob)
            },
        ]
    }

    private static var closing: [FactScene] {
        [
            .fromHere { stage in
                try await stage.answer()
                try await stage.begin()
                _ = try stage.pod.accounts.close("alice")
            },
            .fromOutside { stage in
                try await stage.answer()
                try await stage.bobPosts("Words of Bob")
                try await stage.begin()
                try await stage.pod.receive(
                    .accountDeletion(Entities.AccountDeletion(author: stage.bob.id)),
                    from: stage.bob)
            },
        ]
    }
}

extension FactStage {
    /// Lets Alice and Bob comment on a post of Zoe's that mentions Alice, and Bob like it.
    func answer() async throws {
        let post = try pod.publish("# Words for @{alice@home.example}", as: pod.zoe)
        _ = try pod.composer.comment(on: post, text: "Thanks", as: pod.alice, with: pod.keys)
        try await takeIn(.comment(try pod.comment("More", on: post, by: bob)))
        try await takeIn(.like(try pod.like(post, by: bob)))
    }

    /// Takes in what somebody's pod says to Alice alone.
    func tellAlice(_ entity: Entity, by person: RemotePerson) async throws {
        try await pod.receive(entity, from: person, for: pod.alice)
    }
}
