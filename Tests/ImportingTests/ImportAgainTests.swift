import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Importing
@testable import PodFixtures

@Suite struct ImportAgainTests {
    private static let hello = """
        ---
        title: Hello
        date: 2024-05-12
        ---
        First text.
        """

    @Test func importingAgainChangesNothing() async throws {
        let pod = try ImportPod()
        try pod.write(Self.hello, to: "a/hello.md")
        try pod.write("+++\ntitle = 'Draft'\ndraft = true\n+++\nNot yet.\n", to: "draft.md")
        let first = try await pod.importing()
        let posts = try pod.posts()
        let events = try pod.database.read { try $0.unplannedEvents(limit: 10) }

        let second = try await pod.importing(updating: true)

        #expect(first.imported == 1 && first.drafts == 1)
        #expect(second.imported == 0 && second.drafts == 0 && second.unchanged == 2)
        #expect(try pod.posts() == posts)
        #expect(try pod.database.read { try $0.unplannedEvents(limit: 10) } == events)
    }

    @Test func anImportAsksForTheSiteOnceAndInItsOwnTransactions() async throws {
        let pod = try ImportPod()
        for number in 1...7 { try pod.write("Note \(number)", to: "2024-05-0\(number)-note.md") }

        _ = try await pod.importing(batchSize: 2)

        let events = try pod.database.read { try $0.unplannedEvents(limit: 10) }
        #expect(events.map(\.kind) == ["siteChanged"])
        #expect(try pod.posts().count == 7)
    }

    @Test func aFileWhoseTextDiffersIsNamedAndLeftAlone() async throws {
        let pod = try ImportPod()
        try pod.write(Self.hello, to: "hello.md")
        _ = try await pod.importing()
        try pod.write(Self.hello.replacing("First", with: "Second"), to: "hello.md")

        let report = try await pod.importing()

        #expect(report.differing == ["hello.md"])
        #expect(try pod.text(from: "hello.md") == "# Hello\n\nFirst text.")
    }

    @Test func anUpdateBringsTextDateAndOldAddresses() async throws {
        let pod = try ImportPod()
        try pod.write(Self.hello, to: "hello.md")
        _ = try await pod.importing()
        let guid = try pod.post(from: "hello.md")?.guid
        try pod.write(
            """
            ---
            title: Hello
            date: 2023-01-02
            aliases: [/old/hello/]
            tags: [fresh]
            ---
            Second text.
            """, to: "hello.md")

        let report = try await pod.importing(updating: true)

        let post = try #require(try pod.post(from: "hello.md"))
        #expect(report.updated == 1 && report.differing.isEmpty)
        #expect(post.guid == guid && post.version == 2)
        #expect(post.text == "# Hello\n\nSecond text.\n\n#fresh")
        #expect(post.createdAt == Date(timeIntervalSince1970: 1_672_617_600))
        #expect(try pod.redirects() == ["/old/hello/": post.guid.string])
        #expect(try await pod.importing(updating: true).unchanged == 1)
    }

    @Test func aMovedFolderChangesNothing() async throws {
        let pod = try ImportPod()
        try pod.write(Self.hello, to: "a/hello.md")
        try pod.write("---\ndate: 2024-05-13\n---\nA note.", to: "a/note.md")
        _ = try await pod.importing()
        let guid = try pod.post(from: "a/hello.md")?.guid
        try pod.move("a", to: "b/c")

        let report = try await pod.importing()
        try pod.write(Self.hello.replacing("First", with: "Second"), to: "b/c/hello.md")
        let update = try await pod.importing(updating: true)

        #expect(report.unchanged == 2 && report.imported == 0)
        #expect(update.updated == 1)
        #expect(try pod.posts().count == 2)
        #expect(try pod.post(from: "b/c/hello.md")?.guid == guid)
    }

    @Test func twoFilesWithTheSameBytesAreTwoPosts() async throws {
        let pod = try ImportPod()
        try pod.write(Self.hello, to: "a.md")
        try pod.write(Self.hello, to: "b.md")

        let first = try await pod.importing()
        try pod.write(Self.hello, to: "c.md")
        let second = try await pod.importing()

        #expect(first.imported == 2)
        #expect(second.imported == 1 && second.unchanged == 2)
    }

    @Test func aNewTitleMakesANewPostAndSaysSo() async throws {
        let pod = try ImportPod()
        try pod.write(Self.hello, to: "index.md")
        _ = try await pod.importing()
        try pod.write(Self.hello.replacing("Hello", with: "Other"), to: "index.md")

        let report = try await pod.importing(updating: true)

        #expect(report.imported == 1)
        #expect(
            report.warnings.map(\.message) == [
                "came in before under the title \"Hello\"; this one is a new post beside it"
            ])
    }

    @Test func aPostDeletedHereStaysDeleted() async throws {
        let pod = try ImportPod()
        try pod.write(Self.hello, to: "hello.md")
        _ = try await pod.importing()
        let guid = try #require(try pod.post(from: "hello.md")?.guid)
        try pod.composer.delete(guid, as: pod.author)

        let again = try await pod.importing()
        try pod.write(Self.hello.replacing("First", with: "Second"), to: "hello.md")
        let update = try await pod.importing(updating: true)

        #expect(again.unchanged == 1)
        #expect(update.warnings.count == 1 && update.updated == 0)
        #expect(try pod.posts().isEmpty)
    }

    @Test func aDraftBecomesAPostWhenItsFileIsOne() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(8, 8), to: "pic.png")
        try pod.write("---\ntitle: Soon\ndraft: true\n---\n![x](pic.png)", to: "soon.md")
        _ = try await pod.importing()
        #expect(try pod.posts().isEmpty)
        let drafts = try pod.database.read { try $0.drafts(userID: nil) }
        let picture = try #require(try pod.imageFiles().first { $0.count == 36 })
        #expect(
            drafts.map(\.text) == ["# Soon\n\n![x](https://pod.example/uploads/images/\(picture))"])
        try pod.write(
            "---\ntitle: Soon\ndate: 2024-05-12\n---\n![x](pic.png)", to: "soon.md")

        let report = try await pod.importing(updating: true)

        #expect(report.updated == 1)
        #expect(try pod.database.read { try $0.drafts(userID: nil) }.isEmpty)
        #expect(try pod.photos(from: "soon.md").map(\.isPublic) == [true])
        #expect(try pod.imageFiles().filter { $0.count == 36 }.count == 1)
    }

    @Test func anImportThatWasEndedIsFinishedByTheNext() async throws {
        let pod = try ImportPod()
        try pod.write(ImportPod.png(8, 8), to: "pic.png")
        for number in 1...9 {
            try pod.write(
                "Note \(number), next is [this](2024-05-0\(number % 9 + 1)-note.md). ![p](pic.png)",
                to: "2024-05-0\(number)-note.md")
        }

        await #expect(throws: CancellationError.self) {
            // In a task of its own: the next import is not to be cancelled.
            _ = try await Task {
                try await pod.importing(batchSize: 2) { done, _ in
                    if done == 4 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }.value
        }
        #expect(try pod.posts().count == 4)
        let report = try await pod.importing(batchSize: 2)

        #expect(report.imported == 5 && report.unchanged == 4)
        #expect(try pod.posts().count == 9)
        let photos = try (1...9).flatMap { try pod.photos(from: "2024-05-0\($0)-note.md") }
        #expect(photos.count == 9)
        #expect(
            Set(try pod.imageFiles().filter { $0.count == 36 }) == Set(photos.map(\.fileName)))
    }
}
