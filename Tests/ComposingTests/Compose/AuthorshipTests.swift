import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Theming

/// Posts and drafts are changed by their authors, and by the podmin under names of their own.
@Suite struct AuthorshipTests {
    /// One way of changing a post or a draft.
    struct Act: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: @Sendable (Composer, GUID, Author) throws -> Void

        init(
            _ name: String, _ body: @escaping @Sendable (Composer, GUID, Author) throws -> Void
        ) {
            testDescription = name
            self.body = body
        }
    }

    static let actsOnPosts = [
        Act("edit") { try $0.edit($1, text: "Other words", as: $2) },
        Act("change") { try $0.change($1, other, as: $2) },
        Act("redate") { try $0.redate($1, to: SitePod.start - 86_400, as: $2) },
        Act("delete") { try $0.delete($1, as: $2) },
    ]

    static let actsOnDrafts = [
        Act("editDraft") { try $0.editDraft($1, text: "Other words", as: $2) },
        Act("changeDraft") { try $0.changeDraft($1, other, as: $2) },
        Act("deleteDraft") { _ = try $0.deleteDraft($1, as: $2) },
        Act("publishDraft") { _ = try $0.publishDraft($1, as: $2, for: .everyone) },
        Act("publishDraft for an aspect") {
            _ = try $0.publishDraft($1, as: $2, for: .aspects(["Family"]))
        },
        Act("scheduleDraft") {
            try $0.scheduleDraft($1, as: $2, for: .everyone, at: SitePod.start + 60)
        },
    ]

    static let podminsActsOnPosts = [
        Act("changeAsPodmin") { composer, guid, _ in try composer.changeAsPodmin(guid, other) },
        Act("deleteAsPodmin") { composer, guid, _ in try composer.deleteAsPodmin(guid) },
    ]

    static let podminsActsOnDrafts = [
        Act("changeDraftAsPodmin") { composer, guid, _ in
            try composer.changeDraftAsPodmin(guid, other)
        },
        Act("deleteDraftAsPodmin") { composer, guid, _ in
            _ = try composer.deleteDraftAsPodmin(guid)
        },
        Act("publishDraftAsPodmin") { composer, guid, _ in
            _ = try composer.publishDraftAsPodmin(guid, for: .aspects(["Family"]))
        },
        Act("scheduleDraftAsPodmin") { composer, guid, _ in
            try composer.scheduleDraftAsPodmin(guid, for: .everyone, at: SitePod.start + 60)
        },
    ]

    private static var other: PostChanges {
        var changes = PostChanges()
        changes.text = "Other words"
        return changes
    }

    private let pod: SitePod
    private let bob: Author

    init() throws {
        pod = try SitePod()
        bob = try pod.addUser("bob")
        try pod.composer.addAspect("Family", of: bob)
    }

    @Test(arguments: actsOnPosts, [Audience.everyone, .aspects(["Family"])])
    func aPostIsItsAuthorsToChange(act: Act, audience: Audience) throws {
        let guid = try pod.composer.publish(
            PostContent(text: "Words", photos: [Self.photo]), as: pod.author, for: audience)
        let before = try content()

        #expect(throws: ComposeError.notTheAuthor(guid.string)) {
            try act.body(pod.composer, guid, bob)
        }

        #expect(try content() == before)
        try act.body(pod.composer, guid, pod.author)
        #expect(try content() != before)
    }

    @Test(arguments: actsOnDrafts) func aDraftIsItsAuthorsToChange(act: Act) throws {
        let guid = try pod.composer.saveDraft(
            PostContent(text: "Words", photos: [Self.photo]), as: pod.author)
        let before = try content()

        #expect(throws: ComposeError.notTheAuthor(guid.string)) {
            try act.body(pod.composer, guid, bob)
        }

        #expect(try content() == before)
        try act.body(pod.composer, guid, pod.author)
        #expect(try content() != before)
    }

    @Test func aScheduledDraftOfAnotherKeepsItsTime() throws {
        let guid = try pod.composer.schedule(
            PostContent(text: "Words"), as: pod.author, for: .everyone, at: SitePod.start + 60)

        #expect(throws: ComposeError.notTheAuthor(guid.string)) {
            try pod.composer.scheduleDraft(
                guid, as: bob, for: .aspects(["Family"]), at: SitePod.start)
        }

        #expect(try pod.composer.publishDueDrafts() == [])
        #expect(
            try pod.database.read { try $0.draft(guid)?.publishAt } == SitePod.start + 60)
    }

    @Test(arguments: podminsActsOnPosts) func thePodminChangesPostsOfAnyUser(act: Act) throws {
        for author in [pod.author, bob] {
            let guid = try pod.composer.publish(
                PostContent(text: "Words"), as: author, for: .everyone)
            let before = try content()

            try act.body(pod.composer, guid, author)

            #expect(try content() != before)
        }
    }

    /// The aspects named are those of the owner: both users have one of that name.
    @Test(arguments: podminsActsOnDrafts) func thePodminChangesDraftsOfAnyUser(act: Act) throws {
        for author in [pod.author, bob] {
            let guid = try pod.composer.saveDraft(PostContent(text: "Words"), as: author)
            let before = try content()

            try act.body(pod.composer, guid, author)

            #expect(try content() != before)
            let owners = try pod.rows("SELECT authorID FROM post ORDER BY id DESC LIMIT 1")
            #expect(owners.allSatisfy { $0 == "\(author.person.id)" })
        }
    }

    @Test func aPostOfAnotherPodIsNotThePodminsToChange() throws {
        let guid = try pod.publish("Words")
        let stranger = try pod.addStranger("carol@else.example")
        try pod.damage("UPDATE post SET authorID = \(stranger) WHERE guid = '\(guid)'")

        for act in Self.podminsActsOnPosts {
            #expect(throws: ComposeError.notTheAuthor(guid.string)) {
                try act.body(pod.composer, guid, pod.author)
            }
        }
    }

    private static let photo = TakenPhoto(
        fileName: "a.png", width: 1, height: 1, alt: "", isInline: false, versions: [])

    /// Reads the rows that a change of a post or a draft touches.
    private func content() throws -> [String] {
        let tables = [
            "post", "postVersion", "draft", "schedule", "photo", "tombstone", "outboxEvent",
            "payload",
        ]
        return try tables.flatMap { table in
            try pod.rows("SELECT * FROM \(table)").map { "\(table): \($0)" }
        }
    }
}
