import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site
@testable import Theming

/// Attack 61: a text whose HTML would be out of proportion is shown as it was written; whoever writes
/// one here is told before it is published.
@Suite struct MarkupLimitTests {
    private let pod: SitePod
    private static let marks = String(repeating: "[^a]", count: 4_000) + "\n\n[^a]: b"
    /// As long, and fit to be published.
    private static let words = String(repeating: "## Words\n\nMore of *them*.\n\n", count: 500)

    init() throws {
        pod = try SitePod()
        try pod.giveKey(to: pod.author)
    }

    @Test(arguments: [Audience.everyone, .aspects(["Family"])])
    func attack61AWriterIsToldBeforeAPostIsPublished(audience: Audience) throws {
        #expect(throws: ComposeError.tooMuchMarkup) {
            try pod.composer.publish(
                PostContent(text: Self.marks), as: pod.author, for: audience)
        }
        #expect(try pod.database.read { try $0.posts(authorID: nil, limit: 9) } == [])

        _ = try pod.composer.publish(
            PostContent(text: Self.words), as: pod.author, for: audience)
    }

    @Test func attack61AWriterIsToldBeforeAnEdit() throws {
        let guid = try pod.publish("# Hello")

        #expect(throws: ComposeError.tooMuchMarkup) {
            try pod.composer.edit(guid, text: Self.marks, as: pod.author)
        }
        #expect(try pod.database.read { try $0.post(guid)?.text } == "# Hello")

        try pod.composer.edit(guid, text: Self.words, as: pod.author)
    }

    @Test func attack61AWriterIsToldBeforeACommentIsSent() throws {
        let (guid, keys) = (try pod.publish("# Hello"), pod.keys)

        #expect(throws: ComposeError.tooMuchMarkup) {
            try pod.composer.comment(on: guid, text: Self.marks, as: pod.author, with: keys)
        }
        #expect(try pod.rows("SELECT guid FROM comment") == [])

        _ = try pod.composer.comment(on: guid, text: Self.words, as: pod.author, with: keys)
    }

    @Test func attack61AWriterIsToldBeforeADraftIsKept() throws {
        let content = PostContent(text: Self.marks)
        #expect(throws: ComposeError.tooMuchMarkup) {
            try pod.composer.saveDraft(content, as: pod.author)
        }
        #expect(throws: ComposeError.tooMuchMarkup) {
            try pod.composer.schedule(
                content, as: pod.author, for: .everyone, at: SitePod.start)
        }
        let draft = try pod.composer.saveDraft(PostContent(text: Self.words), as: pod.author)
        #expect(throws: ComposeError.tooMuchMarkup) {
            try pod.composer.editDraft(draft, text: Self.marks, as: pod.author)
        }
    }

    @Test("Attack 61: headings and notes of a comment with a GUID of 255 characters")
    func attack61IdentifiersAreShortWhateverTheGUID() throws {
        let bob = try pod.addStranger("bob@else.example")
        let guid = try pod.publish("# Hello")
        let text = String(repeating: "#\n", count: 1_000) + "# Words\n\nNote[^1]\n\n[^1]: Here."
        let long = try #require(GUID(String(repeating: "x", count: 255)))
        try pod.comment([text], on: guid, by: bob, guids: [long])

        _ = try pod.dispatcher.run()

        let page = try pod.page("posts/\(guid).html")
        #expect(page.contains("<h3></h3>") && page.utf8.count < 16 * text.utf8.count)
        #expect(page.contains(#/<h3 id="c~[0-9a-f]{12}-words">Words</h3>/#))
        #expect(page.contains(#/<li id="c~[0-9a-f]{12}-fn:1">/#))
        #expect(try pod.deadLinks() == [])
    }

    @Test func htmlThatAnOlderVersionStoredIsMadeAnew() throws {
        let guid = try pod.publish("# Hello\n\n#\n\nWords")
        _ = try pod.dispatcher.run()
        try pod.damage(
            """
            UPDATE rendering SET renderer = '3', html = '<h2 id="\(guid)-section"></h2>';
            UPDATE podState SET value = '3' WHERE key = 'site.renderer'
            """)

        _ = try pod.dispatcher.run()

        let html = try pod.rows("SELECT html FROM rendering")
        #expect(html == ["<h2></h2>\n<p>Words</p>\n"])
    }
}
