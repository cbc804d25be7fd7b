import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

/// Changes of a post after it was published: text, photos, place, date.
@Suite struct PostChangesTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
        try pod.giveKey(to: pod.author)
    }

    @Test func photosComeAreDescribedAnewAndGo() throws {
        let guid = try publish(photos: ["a", "b"])
        var changes = PostChanges()
        changes.below = [
            .kept(file("b"), alt: "A better one"), .new(try photo("c", alt: "The third")),
        ]

        let gone = try pod.composer.change(guid, changes, as: pod.author)

        #expect(gone == [file("a")])
        _ = try pod.dispatcher.run()
        try discarded.remove(gone)
        #expect(
            try pod.rows("SELECT fileName, alt FROM photo ORDER BY position")
                == ["\(file("b")) A better one", "\(file("c")) The third"])
        let page = try pod.page("posts/\(guid).html")
        #expect(page.contains("A better one") && page.contains(file("c")))
        #expect(!page.contains(file("a")) && page.contains("Words"))
        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])
        let tree = pod.folder.tree.appending(path: "uploads/images")
        #expect(try names(tree) == [file("b"), file("c")].sorted())
        #expect(try names(pod.folder.images) == [file("b"), file("c")].sorted())
    }

    @Test func picturesThatAnotherCommandAddedMeanwhileStay() throws {
        let guid = try publish(photos: ["a"])
        var (first, second) = (PostChanges(), PostChanges())
        (first.seen, second.seen) = ([file("a")], [file("a")])
        first.below = [.kept(file("a"), alt: ""), .new(try photo("b", alt: "The second"))]
        second.below = [.kept(file("a"), alt: ""), .new(try photo("c", alt: "The third"))]
        try pod.composer.change(guid, first, as: pod.author)

        #expect(throws: ComposeError.self) { try pod.composer.change(guid, second, as: pod.author) }

        #expect(
            try pod.rows("SELECT fileName FROM photo ORDER BY position") == [file("a"), file("b")])
    }

    @Test func aPlaceComesChangesAndGoes() throws {
        let guid = try publish()
        let hill = PostContent.Location(
            address: "Hill", coordinates: .init(latitude: 1.5, longitude: 2))
        let places: [(PostChanges.Place, String?)] = [
            (.at(PostContent.Location(address: "Saltmarsh")), "Saltmarsh"), (.at(hill), "Hill"),
            (.nowhere, nil),
        ]
        for (place, shown) in places {
            var changes = PostChanges()
            changes.place = place
            try pod.composer.change(guid, changes, as: pod.author)
            _ = try pod.dispatcher.run()

            let page = try pod.page("posts/\(guid).html")
            #expect(page.contains("Saltmarsh") == (shown == "Saltmarsh"))
            #expect(page.contains("Hill") == (shown == "Hill"))
            #expect(try pod.differences() == [])
        }
    }

    @Test func anotherDateIsAnotherPlaceInAllListsAlsoWithAnotherText() throws {
        _ = try pod.publish("Before #one", day: -200)
        let guid = try publish("Words #one #two")
        _ = try pod.publish("Between #one", day: -100)
        _ = try pod.dispatcher.run()
        var changes = PostChanges()
        changes.date = SitePod.start.addingTimeInterval(-150 * 86_400)
        changes.text = "Other words #one #three"

        try pod.composer.change(guid, changes, as: pod.author)
        _ = try pod.dispatcher.run()

        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])
        #expect(try pod.page("archive/2025/08.html").contains("Other words"))
        #expect(try pod.database.read { try $0.post(guid)?.version } == 2)
    }

    @Test func aDateToComeAndAnotherPollAreRefusedInWords() throws {
        let poll = PostContent.Poll(question: "Q?", answers: ["a", "b"])
        let guid = try publish(poll: poll)
        var late = PostChanges()
        late.date = SitePod.start.addingTimeInterval(1)
        var other = PostChanges()
        other.poll = .init(question: "Q?", answers: ["a", "c"])
        var added = PostChanges()
        added.poll = poll
        let plain = try publish("Plain")

        for (guid, changes, error) in [
            (guid, late, ComposeError.dateToCome), (guid, other, .pollIsFixed),
            (plain, added, .pollIsFixed),
        ] {
            #expect(throws: error) { try pod.composer.change(guid, changes, as: pod.author) }
        }
        try pod.composer.change(guid, added, as: pod.author)
        #expect(try pod.rows("SELECT MAX(version) FROM post") == ["1"])
    }

    @Test func whatChangesNothingMakesNoVersionAndNoEvent() throws {
        let guid = try publish(photos: ["a"])
        let events = try pod.rows("SELECT COUNT(*) FROM outboxEvent")
        var changes = PostChanges()
        changes.text = "Words"
        changes.below = [.kept(file("a"), alt: "a")]
        changes.date = SitePod.start
        changes.place = .nowhere

        #expect(try pod.composer.change(guid, changes, as: pod.author) == [])

        #expect(try pod.rows("SELECT COUNT(*) FROM outboxEvent") == events)
        #expect(try pod.database.read { try $0.post(guid)?.version } == 1)
    }

    @Test func aPostKeepsSomething() throws {
        let guid = try pod.composer.publish(
            PostContent(text: "", photos: [try photo("a")]), as: pod.author, for: .everyone)
        var changes = PostChanges()
        changes.below = []

        #expect(throws: ComposeError.empty) {
            try pod.composer.change(guid, changes, as: pod.author)
        }
        changes.below = (0...100).map { _ in .kept(file("a"), alt: "") }
        #expect(throws: ComposeError.tooManyPhotos(101, limit: 100)) {
            try pod.composer.change(guid, changes, as: pod.author)
        }
        changes.below = [.kept(file("a"), alt: String(repeating: "x", count: 65_536))]
        #expect(throws: ComposeError.altTooLong(characters: 65_536, limit: 65_535)) {
            try pod.composer.change(guid, changes, as: pod.author)
        }
        #expect(try pod.rows("SELECT fileName FROM photo") == [file("a")])
    }

    @Test func everythingOfADraftChangesButADateThatItDoesNotHave() throws {
        let draft = try pod.composer.saveDraft(
            PostContent(
                text: "Words", poll: .init(question: "Q?", answers: ["a", "b"]),
                photos: [try photo("a")]), as: pod.author)
        var changes = PostChanges()
        changes.poll = .init(question: "R?", answers: ["c", "d"])
        changes.place = .at(.init(address: "Saltmarsh"))
        changes.slug = "later"
        changes.below = [.new(try photo("b", alt: "The other"))]

        #expect(try pod.composer.changeDraft(draft, changes, as: pod.author) == [file("a")])

        let changed = try #require(try pod.database.read { try $0.draft(draft) })
        #expect(changed.text == "Words" && changed.pollQuestion == "R?")
        #expect(changed.pollAnswers == ["c", "d"] && changed.location?.address == "Saltmarsh")
        #expect(try pod.rows("SELECT fileName, alt FROM photo") == ["\(file("b")) The other"])
        changes = PostChanges()
        changes.date = SitePod.start
        #expect(throws: ComposeError.self) {
            try pod.composer.changeDraft(draft, changes, as: pod.author)
        }
        let guid = try pod.composer.publishDraft(draft, as: pod.author, for: .everyone)
        #expect(guid.string.hasPrefix("later-"))
    }

    // MARK: - Samples

    private var discarded: DiscardedPhotos {
        DiscardedPhotos(database: pod.database, folder: pod.folder)
    }

    private func publish(
        _ text: String = "Words", photos: [String] = [], poll: PostContent.Poll? = nil
    ) throws -> GUID {
        var content = PostContent(text: text, poll: poll)
        content.photos = try photos.map { try photo($0, alt: $0) }
        let guid = try pod.composer.publish(content, as: pod.author, for: .everyone)
        _ = try pod.dispatcher.run()
        return guid
    }

    private func file(_ name: String) -> String { String(repeating: name, count: 32) + ".png" }

    private func photo(_ name: String, alt: String = "") throws -> TakenPhoto {
        let images = pod.folder.images
        try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
        try Data(name.utf8).write(to: images.appending(path: file(name)))
        return TakenPhoto(
            fileName: file(name), width: 1, height: 1, alt: alt, isInline: false,
            versions: [PhotoVersionRecord(name: "", width: 1, height: 1, bytes: 1)])
    }

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
}
