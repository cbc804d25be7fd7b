import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Comments too long for the pages of all: their beginning there, and a page of their own.
@Suite(.timeLimit(.minutes(20))) struct LongCommentTests {
    private let pod: SitePod
    private let post: GUID
    private let bob: Int64

    /// Of 13 KB, with 22 KB of HTML.
    private static let text =
        "Before.\n\n" + (1...1_200).map { "- item \($0)\n" }.joined()
        + "\nAfterwards[^1].\n\n[^1]: Note."

    init() throws {
        pod = try SitePod()
        post = try pod.publish("# Hello")
        bob = try pod.addStranger("bob@else.example", firstName: "Bob")
    }

    private func file(_ name: String) -> String { "posts/\(post)/comments/\(name).html" }

    @Test func aLongCommentHasAPageOfItsOwn() throws {
        let guids = try pod.comment([Self.text, "Short."], on: post, by: bob)
        _ = try pod.dispatcher.run()

        let link = "<a href=\"/posts/\(post)/comments/\(guids[0])\">Read the whole comment</a>"
        let page = try pod.page("posts/\(post).html")
        #expect(page.contains("<li>item 5</li>") && page.contains("Short."))
        #expect(!page.contains("Afterwards") && page.utf8.count < 24_000)
        #expect(page.components(separatedBy: link).count == 2)
        let feed = try pod.page("posts/\(post)/comments.atom")
        #expect(feed.contains("http://localhost:3000/posts/\(post)/comments/\(guids[0])"))
        #expect(!feed.contains("Afterwards"))
        let own = try pod.page(file("\(guids[0])"))
        #expect(own.contains("Afterwards") && own.contains("<bdi class=\"p-name\">Bob</bdi>"))
        #expect(own.contains("<meta name=\"robots\" content=\"noindex\">"))
        #expect(!own.contains("Read the whole comment") && own.contains("href=\"/posts/\(post)\""))
        #expect(!pod.hasFile(file("\(guids[1])")))
        #expect(!(try pod.page("sitemap/0.xml")).contains("comments"))
        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])

        try pod.toggleLike(of: post, comment: guids[0], by: bob)
        _ = try pod.dispatcher.run()
        #expect(try pod.page(file("\(guids[0])")).contains("1 like"))
        #expect(try pod.differences() == [])

        try pod.composer.edit(post, text: "# Another title", as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(try pod.page(file("\(guids[0])")).contains("Another title"))
        #expect(try pod.differences() == [])

        try pod.deleteComment(guids[0])
        _ = try pod.dispatcher.run()
        #expect(!pod.hasFile(file("\(guids[0])")))
        #expect(try pod.differences() == [])
    }

    @Test func theOwnPageGoesWithThePost() throws {
        let guids = try pod.comment([Self.text], on: post, by: bob)
        _ = try pod.dispatcher.run()
        #expect(pod.hasFile(file("\(guids[0])")))

        try pod.composer.delete(post, as: pod.author)
        _ = try pod.dispatcher.run()

        #expect(!pod.hasFile("posts/\(post)"))
        #expect(try pod.differences() == [])
    }

    @Test(arguments: [
        "0123456789abcdef", "0000000000000001", "A-name-of-64-" + String(repeating: "x", count: 51),
    ])
    func aUsualGUIDNamesThePage(guid: String) throws {
        #expect(CommentName.make(guid) == guid)
        try pod.comment([Self.text], on: post, by: bob, guids: [try #require(GUID(guid))])
        _ = try pod.dispatcher.run()

        #expect(pod.hasFile(file(guid)))
    }

    @Test(arguments: [
        String(repeating: "x", count: 65), String(repeating: "y", count: 255),
        "a.guid@with:all_of-it", "0123456789abcdef.html-1",
    ])
    func anUnusualGUIDNamesThePageByItsHash(guid: String) throws {
        let name: String = SHA256Digest(of: guid).hexadecimal.prefix(32) + "_"
        try pod.comment([Self.text], on: post, by: bob, guids: [try #require(GUID(guid))])
        _ = try pod.dispatcher.run()

        #expect(pod.hasFile(file(name)))
        #expect(try pod.page("posts/\(post).html").contains("/posts/\(post)/comments/\(name)\""))
        #expect(try pod.differences() == [])
    }

    @Test func nobodyCanHaveThePageOfAnothersComment() throws {
        let odd = try #require(GUID(String(repeating: "x", count: 65)))
        let name = CommentName.make(odd.string)
        #expect(GUID(name) == nil)
        let hash = try #require(GUID("\(name.dropLast())"))
        let texts = ["Odd", "Hash"].map { $0 + "\n\n" + Self.text }
        try pod.comment(texts, on: post, by: bob, guids: [odd, hash])
        _ = try pod.dispatcher.run()

        for (guid, text) in [(odd, "Odd"), (hash, "Hash")] {
            #expect(try pod.page(file(CommentName.make(guid.string))).contains(text))
        }
        try pod.deleteComment(odd)
        _ = try pod.dispatcher.run()
        #expect(!pod.hasFile(file(name)) && pod.hasFile(file(hash.string)))
        #expect(try pod.differences() == [])
    }

    @Test("Attack 61: a hundred hostile comments are a page of 2 MB at most")
    func attack61AHundredHostileCommentsAreABoundedPage() throws {
        let pieces = [
            "#\n", "[^a]", "[a]", "\"", "- \n", "a\n\n", "|a|b|\n|-|-|\n|\n\n",
            "@{alice@localhost:3000}",
        ]
        let texts = (0..<205).map { number in
            let piece = pieces[number % pieces.count]
            return String(repeating: piece, count: 6_000 / piece.utf8.count)
                + "\n\n[^a]: b\n\n[a]: https://\(String(repeating: "x", count: 900))"
        }
        let guids = try texts.indices.map {
            try #require(GUID(String(repeating: "x", count: 250) + "\(10_000 + $0)"))
        }
        try pod.comment(texts, on: post, by: bob, guids: guids)

        _ = try pod.dispatcher.run()

        let older = try pod.page("posts/\(post)/comments/1.html")
        #expect(older.components(separatedBy: "<article").count == 101)
        #expect(older.utf8.count < 2 << 20)
        #expect(try pod.page("posts/\(post).html").utf8.count < 3 << 20)
        #expect(try pod.page("posts/\(post)/comments.atom").utf8.count < 3 << 20)
        for (path, data) in try SitePod.files(of: pod.folder.tree) {
            #expect(data.count < 3 << 20, "\(path)")
        }
        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])
    }

    @Test func whatOthersWroteMakesNoListOrFeedLong() throws {
        let root = pod.newGUID()
        let text = (1...9_000).map { "word\($0)\n" }.joined()
        try pod.database.write { transaction in
            _ = try transaction.insertPost(
                guid: root, authorID: bob, text: text, isPublic: true, isSilent: false,
                createdAt: SitePod.start)
        }
        let guid = try pod.composer.reshare(root, as: pod.author)
        _ = try pod.dispatcher.run()

        for path in ["index.html", "u/alice.html", "feed.atom", "feed.json"] {
            let page = try pod.page(path)
            #expect(page.contains("word99") && !page.contains("word9000"), "\(path)")
            #expect(page.contains("Read the whole post") && page.utf8.count < 48_000, "\(path)")
        }
        #expect(try pod.page("posts/\(guid).html").contains("word9000"))
        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])
    }

    @Test func aLongNoteIsCutInListsAndWholeInFeeds() throws {
        _ = try pod.publish((1...3_000).map { "word\($0)\n\n" }.joined())
        _ = try pod.dispatcher.run()

        #expect(!(try pod.page("index.html")).contains("word3000"))
        #expect(try pod.page("index.html").contains("Read the whole post"))
        #expect(try pod.page("feed.atom").contains("word3000"))
        #expect(try pod.differences() == [])
    }
}
