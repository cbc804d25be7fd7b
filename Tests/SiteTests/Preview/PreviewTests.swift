import Cryptography
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

@Suite struct PreviewTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
    }

    @Test func aPostIsShownAsItWouldLookAndNothingOfItIsStored() throws {
        let preview = try Preview(of: pod.folder)
        var content = PostContent(text: "# Later\n\nWords with #garden.")
        content.poll = .init(question: "Where to?", answers: ["Marsh", "Hill"])
        content.location = .init(address: "Saltmarsh")

        let path = try preview.show(
            content, as: pod.author, at: SitePod.start, settings: pod.settings)

        let page = try page(path, preview)
        for words in ["<h1", "Later", "Words with", "Where to?", "Hill", "Saltmarsh", "Alice"] {
            #expect(page.contains(words), "\(words)")
        }
        for table in ["post", "draft", "photo", "outboxEvent", "payload", "tag"] {
            #expect(try pod.rows("SELECT COUNT(*) FROM \(table)") == ["0"], "\(table)")
        }
        #expect(!FileManager.default.fileExists(atPath: pod.folder.tree.path))
    }

    @Test func whatIsShownLaterTakesThePlaceOfWhatWasShown() throws {
        let preview = try Preview(of: pod.folder)
        func show(_ text: String) throws -> String {
            try preview.show(
                PostContent(text: text), as: pod.author, at: SitePod.start,
                settings: pod.settings)
        }

        let first = try show("First words")
        #expect(try show("Second words") == first)

        #expect(try page("/posts/preview", preview).contains("Second words"))
        #expect(throws: ComposeError.empty) { try show(" ") }
        #expect(try page("/posts/preview", preview).contains("Second words"))
    }

    @Test func draftsAreShownWithAListUntilTheyAreNoMore() throws {
        let preview = try Preview(of: pod.folder)
        let first = try pod.composer.saveDraft(
            PostContent(text: "# First canary", photos: [try photo()]), as: pod.author)
        let second = try pod.composer.schedule(
            PostContent(text: "# Second canary"), as: pod.author, for: .aspects(["Family"]),
            at: SitePod.start + 60)
        _ = try pod.dispatcher.run()

        #expect(try preview.showDrafts(settings: pod.settings) > 0)

        let list = try page("/drafts", preview)
        for draft in [first, second] { #expect(list.contains("/posts/\(draft)")) }
        #expect(try page("/posts/\(first)", preview).contains("First canary"))
        #expect(try page("/posts/\(second)", preview).contains("Second canary"))
        let image = preview.tree.appending(path: "uploads/images/\(try photo().fileName)")
        #expect(FileManager.default.fileExists(atPath: image.path))
        #expect(try preview.showDrafts(settings: pod.settings) == 0)
        for (path, bytes) in try SitePod.files(of: pod.folder.tree) {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("canary"), "\(path)")
        }

        _ = try pod.composer.deleteDraft(first, as: pod.author)
        try pod.composer.editDraft(second, text: "# Third canary", as: pod.author)
        #expect(try preview.showDrafts(settings: pod.settings) > 0)

        #expect(throws: (any Error).self) { try page("/posts/\(first)", preview) }
        #expect(!FileManager.default.fileExists(atPath: image.path))
        #expect(try page("/posts/\(second)", preview).contains("Third canary"))
        #expect(try !page("/drafts", preview).contains("First canary"))
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["0"])
    }

    @Test func theFolderIsForItsOwnerAloneAndGoesWithThePreview() throws {
        let preview = try Preview(of: pod.folder)
        let files = FileManager.default

        let mode = try files.attributesOfItem(atPath: preview.tree.path)[.posixPermissions]
        #expect(mode as? Int == 0o700)
        #expect(preview.tree.path == pod.folder.url.appending(path: "preview").path)

        try preview.end()

        #expect(!files.fileExists(atPath: preview.tree.path))
    }

    @Test func whatAKilledProcessLeftIsRemovedAndALinkIsNotFollowed() throws {
        let files = FileManager.default
        let elsewhere = try TemporaryFolder()
        try Data("kept".utf8).write(to: elsewhere.url.appending(path: "file"))
        try files.createSymbolicLink(
            at: pod.folder.preview.url, withDestinationURL: elsewhere.url)
        do {
            let preview = try Preview(of: pod.folder)
            try Data("left".utf8).write(to: preview.tree.appending(path: "left.html"))
        }

        let preview = try Preview(of: pod.folder)

        #expect(try files.contentsOfDirectory(atPath: preview.tree.path).isEmpty)
        #expect(try files.contentsOfDirectory(atPath: elsewhere.url.path) == ["file"])
    }

    @Test func twoProcessesDoNotShareIt() throws {
        let first = try Preview(of: pod.folder)

        #expect(throws: PreviewError.inUse) { try Preview(of: pod.folder) }

        #expect(FileManager.default.fileExists(atPath: first.tree.path))
    }

    @Test func aTokenIsItselfAlone() {
        let token = PreviewToken(random: SeededRandomBytes(seed: 1))

        #expect(token.text.count == 32 && token.matches(token.text))
        for other in ["", token.text + "0", String(token.text.dropLast()), token.text.uppercased()]
        where other != token.text {
            #expect(!token.matches(other))
        }
    }

    private func photo() throws -> TakenPhoto {
        let fileName = String(repeating: "a", count: 32) + ".png"
        let images = pod.folder.images
        try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: images.appending(path: fileName))
        return TakenPhoto(
            fileName: fileName, width: 1, height: 1, alt: "A marsh", isInline: false,
            versions: [PhotoVersionRecord(name: "", width: 1, height: 1, bytes: 1)])
    }

    private func page(_ path: String, _ preview: Preview) throws -> String {
        String(
            decoding: try Data(contentsOf: preview.tree.appending(path: path + ".html")),
            as: UTF8.self)
    }
}
