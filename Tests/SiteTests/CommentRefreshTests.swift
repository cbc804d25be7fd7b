import Blocking
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Comments are rendered once, before any page shows them, whatever happens between.
@Suite struct CommentRefreshTests {
    private let pod: SitePod
    private let post: GUID
    private let bob: Int64

    init() throws {
        pod = try SitePod()
        post = try pod.publish("# Hello")
        bob = try pod.addStranger("bob@else.example")
    }

    private func page() throws -> String { try pod.page("posts/\(post).html") }

    private func comment(_ text: String) throws -> GUID {
        try pod.comment([text], on: post, by: bob)[0]
    }

    private func html() throws -> [String] {
        try pod.rows("SELECT html FROM commentRendering ORDER BY commentID")
    }

    private func waiting() throws -> [String] {
        try pod.rows("SELECT commentID FROM unrenderedComment")
    }

    @Test func aCommentIsRenderedByTheRunThatShowsIt() throws {
        _ = try comment("*Well* said")
        #expect(try html() == [] && waiting().count == 1)

        _ = try pod.dispatcher.run()

        #expect(try html() == ["<p><em>Well</em> said</p>\n"] && waiting() == [])
        #expect(try page().contains("<p><em>Well</em> said</p>"))
        #expect(try pod.rows("SELECT renderer, isNaming FROM commentRendering") == ["6 1 0"])
    }

    @Test func aCommentOfAUserIsRenderedWithTheTransactionThatStoresIt() throws {
        try pod.giveKey(to: pod.author)
        _ = try pod.composer.comment(
            on: post, text: "To @{alice@localhost:3000}", as: pod.author, with: pod.keys)

        #expect(try html().first?.contains("href=\"/u/alice\"") == true && waiting() == [])
        #expect(try pod.rows("SELECT isNaming FROM commentRendering") == ["1"])
    }

    @Test func pagesShowTheHTMLThatIsStored() throws {
        _ = try comment("*Well* said")
        try pod.renderComments()
        try pod.damage("UPDATE commentRendering SET html = '<p>stored</p>'")

        _ = try pod.dispatcher.run()

        #expect(try page().contains("<p>stored</p>") && !page().contains("Well"))
    }

    @Test func whatComesAfterTheEventsWereReadIsShownByTheNextRun() throws {
        _ = try pod.dispatcher.run()
        _ = try comment("first")
        try pod.renderComments()
        let second = try comment("second")

        // The page as a run writes it that read the events before the second comment came.
        let site = try PublicSite(path: pod.folder.database.path)
        let row = try #require(try site.read { try $0.post(guid: post.string) })
        #expect(try site.read { try $0.commentCount(postID: row.id) } == 1)
        #expect(try site.read { try $0.comment(guid: second.string, postID: row.id) } == nil)

        _ = try pod.dispatcher.run()
        #expect(try page().contains("<p>second</p>") && page().contains("<li>2 comments</li>"))
        #expect(try pod.differences() == [])
    }

    @Test func attack65ACommentAtWhichAProcessEndedIsShownAsItWasWritten() throws {
        let bad = try comment("*bad*")
        _ = try comment("*good*")
        let leases = try PageLeases(path: pod.folder.pageLeases.path)
        try leases.begin(PageTrials())
        try leases.lease([.comment(post: post.string, guid: bad.string)])

        _ = try pod.dispatcher.run()

        #expect(try html() == ["<p><em>good</em></p>\n"] && waiting() == [])
        #expect(try pod.rows("SELECT isTried FROM slowComment") == ["1"])
        #expect(try !page().contains("*bad*"))
        _ = try pod.dispatcher.runIfAsked()
        #expect(try pod.differences() == [])
        try pod.renderTexts()
        _ = try pod.dispatcher.runIfAsked()
        #expect(try html() == ["<p>*bad*</p>\n", "<p><em>good</em></p>\n"])
        #expect(try page().contains("<p>*bad*</p>") && page().contains("<li>2 comments</li>"))
        #expect(try pod.differences() == [])
    }

    // MARK: - Long comments

    private static let long = String(repeating: "*long* ", count: 3_000)

    @Test func attack28NoLongCommentIsRenderedUnderTheLockOfTheTree() throws {
        _ = try comment("first")
        let long = try comment(Self.long)
        _ = try comment("last")

        _ = try pod.dispatcher.run()

        #expect(try html().count == 2 && waiting() == [])
        #expect(try page().contains("<p>first</p>") && page().contains("<p>last</p>"))
        #expect(try !page().contains("*long*") && page().contains("<li>2 comments</li>"))
        #expect(try pod.differences() == [])

        try pod.renderTexts()
        #expect(try pod.dispatcher.runIfAsked() != nil)

        #expect(try page().contains("*long*") && page().contains("<li>3 comments</li>"))
        #expect(pod.hasFile("posts/\(post)/comments/\(long).html"))
        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])
    }

    @Test func attack28LongCommentsTakeTheirPlacesWhenTheyAreRendered() throws {
        let cut = 100
        var guids: [GUID] = []
        for number in 0..<(2 * cut + 5) {
            // One among the first hundred, two at its end, one among the last.
            let isLong = [3, cut - 1, cut, 2 * cut].contains(number)
            guids.append(try comment(isLong ? Self.long : "number \(number)"))
        }
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])

        // What happens to one that no page shows changes no page.
        try pod.toggleLike(of: post, comment: guids[cut], by: bob)
        try pod.deleteComment(guids[cut - 1])
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])

        let backlog = pod.backlog
        while try backlog.renderNext() {
            _ = try pod.dispatcher.runIfAsked()
            #expect(try pod.differences() == [])
        }
        #expect(try html().count == guids.count - 1)
        try pod.deleteComment(guids[3])
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])
    }

    @Test func longCommentsOfAnotherVersionVanishUntilTheyAreRenderedAnew() throws {
        for number in 0..<110 { _ = try comment("number \(number)") }
        let long = try comment(Self.long)
        try pod.renderTexts()
        _ = try pod.dispatcher.run()
        try pod.outdateComments()

        _ = try pod.dispatcher.run(isFull: true)

        #expect(try pod.rows("SELECT COUNT(*) FROM slowComment") == ["1"])
        #expect(!pod.hasFile("posts/\(post)/comments/\(long).html"))
        #expect(try pod.differences() == [])
        try pod.renderTexts()
        _ = try pod.dispatcher.runIfAsked()
        #expect(try page().contains("<li>111 comments</li>"))
        #expect(try pod.differences() == [])
    }

    @Test func aLongCommentThatNamesSomebodyGetsTheirNewName() throws {
        let carol = try pod.addUser("carol", firstName: "Carol")
        _ = try comment("For @{carol@localhost:3000}\n\n" + Self.long)
        let plain = try comment(Self.long)
        try pod.renderTexts()
        _ = try pod.dispatcher.run()
        let before = try pod.rows("SELECT commentID FROM commentRendering WHERE isNaming = 0")

        _ = try pod.composer.edit(ProfileEdit(firstName: "Caroline"), photo: nil, of: carol)
        _ = try pod.dispatcher.run()
        #expect(try waiting() == [] && pod.rows("SELECT * FROM slowComment") == [])
        #expect(try pod.rows("SELECT COUNT(*) FROM renaming") == ["3"])
        while try RenamedTexts(batch: batch).enqueueNext() {}
        #expect(try pod.rows("SELECT COUNT(*) FROM slowComment") == ["1"])
        _ = try pod.dispatcher.runIfAsked()
        #expect(try !page().contains("Carol") && pod.differences() == [])
        try pod.renderTexts()
        _ = try pod.dispatcher.runIfAsked()

        #expect(pod.hasFile("posts/\(post)/comments/\(plain).html"))
        #expect(try pod.rows("SELECT * FROM renaming") == [])
        #expect(
            try pod.rows("SELECT commentID FROM commentRendering WHERE isNaming = 0") == before)
        #expect(try page().contains("<li>2 comments</li>") && pod.differences() == [])
    }

    private var batch: TextBatch {
        TextBatch(
            database: pod.database, settings: pod.settings, clock: pod.clock.pod, strangers: nil,
            threads: Threads(count: 1))
    }

    @Test func aLongCommentOfAUserIsShownAtOnce() throws {
        try pod.giveKey(to: pod.author)
        _ = try pod.composer.comment(on: post, text: Self.long, as: pod.author, with: pod.keys)

        #expect(try pod.rows("SELECT * FROM slowComment") == [])
        _ = try pod.dispatcher.run()
        #expect(try page().contains("<em>long</em>") && page().contains("<li>1 comment</li>"))
        #expect(try pod.differences() == [])
    }

    @Test func theBoundOfTheSchemaIsThatOfTheProgram() throws {
        _ = try comment(String(repeating: "x", count: StrangersText.maximumBytesHere))
        #expect(try waiting().count == 1)
        let longer = try comment(String(repeating: "x", count: StrangersText.maximumBytesHere + 1))
        #expect(try waiting().count == 1)
        #expect(try pod.rows("SELECT COUNT(*) FROM slowComment") == ["1"])

        try pod.damage("UPDATE comment SET text = 'short' WHERE guid = '\(longer)'")
        #expect(try waiting().count == 2 && pod.rows("SELECT * FROM slowComment") == [])
        try pod.damage(
            "UPDATE comment SET text = '\(Self.long)' WHERE guid = '\(longer)'")
        #expect(try waiting().count == 1)
    }

    @Test func attack61MarkupThatIsTooMuchIsStoredAsItWasWritten() throws {
        let text = String(repeating: "[^a]", count: 2_000) + "\n\n[^a]: b"
        _ = try comment(text)

        _ = try pod.dispatcher.run()

        #expect(try html().first?.hasPrefix("<p>[^a][^a]") == true && waiting() == [])
        #expect(try (html().first?.utf8.count ?? 0) < 16 * text.utf8.count + 4_096)
    }

    @Test func whatWasThereBeforeAnUpgradeIsRenderedByTheNextBuild() throws {
        _ = try comment("*old*")
        _ = try pod.dispatcher.run()
        try pod.damage(
            """
            DELETE FROM commentRendering;
            DELETE FROM unrenderedComment;
            DELETE FROM podState WHERE key IN ('site.comments', 'site.fingerprint')
            """)

        _ = try pod.dispatcher.run()

        #expect(try html() == ["<p><em>old</em></p>\n"])
        #expect(try page().contains("<p><em>old</em></p>"))
        #expect(try pod.differences() == [])
    }

    @Test func htmlOfAnotherVersionIsMadeAnewBeforeItIsShown() throws {
        for number in 0..<3 { _ = try comment("*number* \(number)") }
        _ = try pod.dispatcher.run()
        try pod.outdateComments()
        try pod.damage("DELETE FROM podState WHERE key = 'site.fingerprint'")

        _ = try pod.dispatcher.run()

        #expect(try !page().contains("older") && page().contains("<p><em>number</em> 2</p>"))
        #expect(try html().count == 3 && !html().contains("older"))
    }

    @Test func aCopyOfTheTreeHasTheCommentsThatWait() throws {
        _ = try pod.dispatcher.run()
        _ = try comment("*waiting*")
        let output = pod.temporary.url.appending(path: "copy")

        _ = try pod.dispatcher.buildCopy(at: output)

        let copy = try SitePod.files(of: output)["posts/\(post).html"] ?? Data()
        #expect(String(decoding: copy, as: UTF8.self).contains("<p><em>waiting</em></p>"))
    }

    @Test func aTextThatChangesIsRenderedAnew() throws {
        let guid = try comment("old")
        _ = try pod.dispatcher.run()

        try pod.damage("UPDATE comment SET text = 'new' WHERE guid = '\(guid)'")
        #expect(try waiting().count == 1)
        _ = try pod.dispatcher.run(isFull: true)

        #expect(try html() == ["<p>new</p>\n"] && page().contains("<p>new</p>"))
    }

    @Test func deletingDeletesTheHTML() throws {
        let rendered = try comment("rendered")
        _ = try comment("other")
        _ = try pod.dispatcher.run()
        let unrendered = try comment("waiting")

        for guid in [rendered, unrendered] { try pod.deleteComment(guid) }
        #expect(try html() == ["<p>other</p>\n"] && waiting() == [])
        try pod.composer.delete(post, as: pod.author)
        _ = try pod.dispatcher.run()

        #expect(try html() == [])
        #expect(try pod.differences() == [])
    }

    // MARK: - People

    @Test func whoIsMentionedIsShownAsTheyAre() throws {
        _ = try comment("For @{carol@localhost:3000}")
        _ = try comment("For @{bob@else.example}")
        _ = try pod.dispatcher.run()
        #expect(try !page().contains("/u/carol"))

        let carol = try pod.addUser("carol", firstName: "Carol")
        try pod.damage("UPDATE commentRendering SET html = '<p>untouched</p>' WHERE isNaming = 0")
        _ = try pod.dispatcher.run()
        #expect(try page().contains("href=\"/u/carol\"") && page().contains("Carol"))

        _ = try pod.composer.edit(ProfileEdit(firstName: "Caroline"), photo: nil, of: carol)
        _ = try pod.dispatcher.run()
        #expect(try page().contains("Caroline"))

        _ = try pod.accounts.close("carol")
        _ = try pod.dispatcher.run()
        #expect(try !page().contains("/u/carol") && html().last == "<p>untouched</p>")
        #expect(try pod.deadLinks() == [])
    }

    @Test func aRenamingThatIsStillToBePlannedIsKnownToAFullBuild() throws {
        let carol = try pod.addUser("carol", firstName: "Carol")
        _ = try comment("For @{carol@localhost:3000}")
        _ = try pod.dispatcher.run()
        _ = try pod.composer.edit(ProfileEdit(firstName: "Caroline"), photo: nil, of: carol)

        _ = try pod.dispatcher.run(isFull: true)

        #expect(try page().contains("Caroline"))
    }
}
