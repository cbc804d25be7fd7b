import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import Importing
@testable import PodFixtures
@testable import Site
@testable import Theming

/// Files whose date is still to come, and those whose date is over.
@Suite struct ImportScheduleTests {
    private static let soon = """
        ---
        title: Canary of March
        date: 2027-03-01T10:00:00Z
        tags: [canarytag]
        aliases: [/canary-alias/]
        location: {address: The marsh, lat: 53.5, lng: 8.25}
        ---
        Words of the canary. ![A marsh](canary.png)
        """

    private static let due = Date(timeIntervalSince1970: 1_803_895_200)

    private func later(_ pod: ImportPod) -> PodContext {
        PodContext(
            database: pod.database, settings: ImportPod.settings,
            clock: PodClock { Self.due.addingTimeInterval(60) }, random: pod.composer.random)
    }

    @Test func aDateToComeMakesADraftThatIsPublishedThenAndNamedWithItsDate() async throws {
        let pod = try ImportPod()
        try pod.write(Self.soon, to: "soon.md")
        try pod.write(ImportPod.png(8, 8), to: "canary.png")

        let report = try await pod.importing()

        #expect(try pod.posts().isEmpty && pod.redirects().isEmpty)
        #expect(report.imported == 0 && report.drafts == 0 && report.warnings.isEmpty)
        #expect(
            report.scheduled.map(\.description) == [
                "soon.md: published on 2027-03-01T10:00:00Z"
            ])
        #expect(try pod.composer.publishDueDrafts().isEmpty)

        let guid = try #require(try Composer(later(pod)).publishDueDrafts().first)

        let post = try #require(try pod.post(from: "soon.md"))
        #expect(post.guid == guid && guid.string.hasPrefix("canary-of-march-"))
        #expect(post.createdAt == Self.due)
        #expect(try pod.redirects() == ["/canary-alias/": guid.string])
        #expect(try pod.photos(from: "soon.md").map(\.isPublic) == [true])
        let location = try pod.database.read { try $0.location(postID: post.id) }
        #expect(location?.latitude == 53.5 && location?.longitude == 8.25)
    }

    @Test func importingAgainFindsItBeforeItsTimeAndAfter() async throws {
        let pod = try ImportPod()
        try pod.write(Self.soon, to: "soon.md")
        try pod.write(ImportPod.png(8, 8), to: "canary.png")
        _ = try await pod.importing()
        #expect(try await pod.importing(updating: true).unchanged == 1)
        try pod.write(
            Self.soon.replacing("canary.", with: "bird.").replacing("03-01", with: "02-01")
                .replacing("-alias", with: "-other"), to: "soon.md")

        let before = try await pod.importing(updating: true)
        let draft = try #require(try pod.database.read { try $0.drafts(userID: nil) }.first)
        _ = try Composer(later(pod)).publishDueDrafts()
        try pod.write(Self.soon, to: "soon.md")
        let after = try await MarkdownImport(context: later(pod), folder: pod.folder).run(
            pod.source, as: pod.author, isUpdating: true)

        #expect(before.updated == 1 && before.scheduled.count == 1)
        #expect(draft.text.contains("Words of the bird."))
        #expect(draft.publishAt == Self.due.addingTimeInterval(-28 * 86_400))
        #expect(after.updated == 1 && after.imported == 0)
        let posts = try pod.posts()
        #expect(posts.count == 1 && posts[0].text.contains("Words of the canary."))
        #expect(Set(try pod.redirects().keys) == ["/canary-alias/", "/canary-other/"])
    }

    @Test func aDraftStaysOneWithoutATimeAndIsFoundOnceItIsPublishedByHand() async throws {
        let pod = try ImportPod()
        let text = "---\ntitle: Sketch\ndate: 2027-03-01\ndraft: true\n---\nWords."
        try pod.write(text, to: "sketch.md")
        let report = try await pod.importing()
        let draft = try #require(try pod.database.read { try $0.drafts(userID: nil) }.first)
        #expect(draft.publishAt == nil && !draft.isSilent)
        #expect(report.drafts == 1 && report.scheduled.isEmpty)

        let guid = try pod.composer.publishDraft(
            draft.guid, as: pod.author, for: .everyone)
        try pod.write(
            "---\ntitle: Sketch\ndate: 2025-03-01\n---\nBetter words.", to: "sketch.md")
        let update = try await pod.importing(updating: true)

        #expect(update.updated == 1)
        #expect(try pod.posts().map(\.guid) == [guid])
        #expect(try pod.text(from: "sketch.md") == "# Sketch\n\nBetter words.")
    }

    @Test func aFileThatIsADraftAgainLosesItsTimeAndOneThatIsDueIsPublished() async throws {
        let pod = try ImportPod()
        for name in ["a", "b"] { try pod.write(Self.soon, to: "\(name).md") }
        try pod.write(ImportPod.png(8, 8), to: "canary.png")
        _ = try await pod.importing()
        try pod.write(Self.soon.replacing("aliases", with: "draft: true\naliases"), to: "a.md")
        try pod.write(Self.soon.replacing("2027", with: "2025"), to: "b.md")

        _ = try await pod.importing(updating: true)

        let drafts = try pod.database.read { try $0.drafts(userID: nil) }
        #expect(drafts.map(\.publishAt) == [nil] && drafts.map(\.isSilent) == [false])
        #expect(try pod.posts().count == 1)
        #expect(try pod.redirects().count == 1)
        #expect(try Composer(later(pod)).publishDueDrafts().isEmpty)
    }

    @Test func aPublishedPostWhoseFileIsStillToComeNowIsLeftAlone() async throws {
        let pod = try ImportPod()
        try pod.write(Self.soon.replacing("2027", with: "2025"), to: "soon.md")
        try pod.write(ImportPod.png(8, 8), to: "canary.png")
        _ = try await pod.importing()
        try pod.write(Self.soon, to: "soon.md")

        let report = try await pod.importing(updating: true)

        #expect(
            report.warnings.map(\.message) == [
                "its date is still to come now, and it is published here; left alone"
            ])
        #expect(try pod.posts().allSatisfy { $0.createdAt < ImportPod.now })
    }

    @Test func theDayOfPublishingDecidesAndWhatExpiredIsSkippedAndNamed() async throws {
        let pod = try ImportPod()
        try pod.write("---\ndate: 2024-05-12\npublishDate: 2027-03-01\n---\nA", to: "a.md")
        try pod.write("---\npublishDate: 2024-05-12\ndate: 2027-03-01\n---\nB", to: "b.md")
        try pod.write("---\ndate: 2024-05-12\nexpiryDate: 2025-01-01\n---\nC", to: "c.md")
        try pod.write("---\ndate: 2024-05-12\nexpiryDate: 2027-01-01\n---\nD", to: "d.md")

        let report = try await pod.importing()

        #expect(report.scheduled.map(\.path) == ["a.md"])
        #expect(report.skipped.map(\.description) == ["c.md: it expired on 1 January 2025"])
        #expect(
            report.warnings.map(\.description) == [
                "d.md: it was to expire on 1 January 2027; here it stays"
            ])
        #expect(try pod.posts().map(\.text) == ["B", "D"])
        #expect(try pod.posts().allSatisfy { $0.createdAt < ImportPod.now })
    }

    @Test func linksToAPostThatIsStillToComeDoNotTellItsAddress() async throws {
        let pod = try ImportPod()
        try pod.write("title = 'Blog'", to: "hugo.toml")
        try pod.write(Self.soon, to: "content/posts/soon.md")
        try pod.write(ImportPod.png(8, 8), to: "content/posts/canary.png")
        try pod.write(
            "---\ndate: 2024-05-12\n---\n[Soon](soon.md), [ref]({{< ref \"soon.md\" >}})",
            to: "content/posts/now.md")

        let report = try await pod.importing()

        #expect(
            try pod.text(from: "content/posts/now.md")
                == "[Soon](https://pod.example/canary-alias/), "
                + "[ref](https://pod.example/canary-alias/)")
        #expect(
            report.warnings.map(\.description) == [
                "content/posts/now.md:4: soon.md leads to a post that is still to come"
            ])
    }

    /// Redirect, picture, tag, page, feed: everything the tree holds is searched.
    @Test func untilItIsDueNothingOfItIsInTheTree() async throws {
        let pod = try SitePod()
        let source = pod.temporary.url.appending(path: "blog")
        try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
        try Data(Self.soon.utf8).write(to: source.appending(path: "soon.md"))
        try Data("---\ndate: 2024-05-12\n---\nNow.".utf8).write(
            to: source.appending(path: "now.md"))
        try Data(ImportPod.png(8, 8)).write(to: source.appending(path: "canary.png"))
        _ = try await MarkdownImport(context: pod.context, folder: pod.folder).run(
            source, as: pod.author)
        let photos = try pod.rows("SELECT fileName FROM photo")
        func traces() throws -> [String] {
            try SitePod.files(of: pod.folder.tree).filter { path, bytes in
                (path + String(decoding: bytes, as: UTF8.self)).lowercased().contains("canary")
                    || photos.contains { path.hasSuffix($0) }
            }.keys.sorted()
        }

        _ = try pod.dispatcher.run(isFull: true)
        #expect(photos.count == 1)
        #expect(try traces() == [])

        let context = PodContext(
            database: pod.database, settings: pod.settings,
            clock: PodClock { Self.due }, random: pod.random)
        _ = try Composer(context).publishDueDrafts()
        _ = try pod.dispatcher.run()
        #expect(
            try traces().contains {
                photos.contains($0.split(separator: "/").last.map(String.init) ?? "")
            })
        #expect(try traces().contains("canary-alias/index.html"))
        #expect(try traces().contains("tags/canarytag.html"))
        #expect(try pod.differences() == [])
    }

    @Test func nobodyIsToldWhenItIsDue() async throws {
        let pod = try FederatedPod()
        try await pod.share(pod.alice, with: try .bob())
        _ = try await pod.sending()
        let source = pod.temporary.url.appending(path: "blog")
        try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
        try Data("---\ndate: 2026-03-01\n---\nWords.".utf8).write(
            to: source.appending(path: "soon.md"))
        _ = try await MarkdownImport(context: pod.context, folder: pod.folder).run(
            source, as: pod.alice)
        pod.clock.advance(90 * 86_400)

        let guid = try #require(try pod.composer.publishDueDrafts().first)

        #expect(try pod.subscribers(guid) == [])
        #expect(try await pod.sending() == [])
        #expect(try pod.rows("SELECT isSilent FROM post") == ["1"])
        // One that a writer schedules here is told to those who share.
        _ = try pod.composer.schedule(
            PostContent(text: "More"), as: pod.alice, for: .everyone, at: pod.clock.now)
        _ = try pod.composer.publishDueDrafts()
        #expect(try await pod.sending() == ["one.example all: status_message by alice"])
    }
}
