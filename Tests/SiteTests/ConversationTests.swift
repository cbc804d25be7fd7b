import Blocking
import Diaspora
import Foundation
import Logging
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// What is answered to a post, on its pages and nowhere else.
@Suite struct ConversationTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
    }

    @Test func aCommentStandsOnThePostsPageAndInItsFeed() throws {
        let bob = try pod.addStranger("bob@else.example", firstName: "Bob", lastName: "Moss")
        let guid = try pod.publish("# Hello")
        _ = try pod.dispatcher.run()
        #expect(try pod.page("posts/\(guid).html").contains("Nobody has answered yet."))
        #expect(!pod.hasFile("posts/\(guid)/comments.atom"))

        let comments = try pod.comment(["*Well* said"], on: guid, by: bob)
        try pod.toggleLike(of: guid, by: bob)
        try pod.toggleLike(of: guid, comment: comments[0], by: bob)
        _ = try pod.dispatcher.run()

        let page = try pod.page("posts/\(guid).html")
        #expect(page.contains("<em>Well</em> said"))
        #expect(page.contains("id=\"comment~\(comments[0])\""))
        #expect(page.contains("<bdi class=\"p-name\">Bob Moss</bdi>"))
        #expect(page.contains("<bdi class=\"commenter-id\" dir=\"ltr\">bob@else.example</bdi>"))
        #expect(page.contains("rel=\"nofollow ugc noopener\""))
        #expect(page.contains("<li>1 comment</li>") && page.contains("<li>1 like</li>"))
        #expect(page.contains("<span class=\"comment-likes\">1 like</span>"))
        #expect(page.contains("\"commentCount\":1"))
        #expect(page.contains("href=\"/posts/\(guid)/comments.atom\""))
        let feed = try pod.page("posts/\(guid)/comments.atom")
        #expect(feed.contains("<name>Bob Moss</name>"))
        #expect(feed.contains("http://localhost:3000/posts/\(guid)#comment~\(comments[0])</id>"))
        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])

        try pod.deleteComment(comments[0])
        _ = try pod.dispatcher.run()
        #expect(!pod.hasFile("posts/\(guid)/comments.atom"))
        #expect(try pod.differences() == [])
    }

    @Test(arguments: [
        ("\u{430}lice@else.example", "looks like alice@else.example, but is another ID"),
        ("алиsа@else.example", "mixes letters of different alphabets"),
    ])
    func attack26AnIDThatLooksLikeAnotherIsShownWithAWarning(id: String, warning: String) throws {
        let other = try pod.addStranger(id, firstName: "Alice")
        let guid = try pod.publish("# Hello")
        try pod.comment(["a"], on: guid, by: other)
        _ = try pod.dispatcher.run()

        let page = try pod.page("posts/\(guid).html")
        #expect(page.contains("<bdi class=\"commenter-id\" dir=\"ltr\">\(id)</bdi>"))
        #expect(page.contains("<strong class=\"commenter-warning\">\(warning)</strong>"))
        #expect(try pod.differences() == [])
    }

    @Test func attack26AnIDThatLooksLikeNoOtherIsShownWithoutAWarning() throws {
        let others = try ["bob@else.example", "алиса@else.example"].map {
            try pod.addStranger($0, firstName: "Bob")
        }
        let guid = try pod.publish("# Hello")
        for other in others { try pod.comment(["a"], on: guid, by: other) }
        _ = try pod.dispatcher.run()

        #expect(try !pod.page("posts/\(guid).html").contains("commenter-warning"))
    }

    @Test func whoHasNoNameIsShownByTheirID() throws {
        let nobody = try pod.addStranger("eve@else.example")
        let trickster = try pod.addStranger(
            "mallory@else.example", firstName: "\u{202E}moc.\u{1}knab\u{2067}")
        let carol = try pod.addUser("carol", firstName: "Carol")
        let guid = try pod.publish("# Hello")
        try pod.comment(["a"], on: guid, by: nobody)
        try pod.comment(["b"], on: guid, by: trickster)
        try pod.comment(["c"], on: guid, by: carol.person.id)
        _ = try pod.dispatcher.run()

        var page = try pod.page("posts/\(guid).html")
        #expect(page.contains("<bdi class=\"p-name\">eve</bdi>"))
        #expect(page.contains("<bdi class=\"p-name\">moc.knab</bdi>"))
        #expect(page.contains("<a class=\"u-url\" href=\"/u/carol\"><bdi class=\"p-name\">Carol"))

        _ = try pod.accounts.close("carol")
        _ = try pod.dispatcher.run()
        page = try pod.page("posts/\(guid).html")
        #expect(!page.contains("Carol") && !page.contains("/u/carol\""))
        #expect(page.contains("<bdi class=\"p-name\">carol</bdi>"))
        #expect(try pod.differences() == [])
    }

    @Test func fullHundredsHavePagesThatNewCommentsLeaveAlone() throws {
        let bob = try pod.addStranger("bob@else.example")
        let guid = try pod.publish("# Hello")
        let comments = try pod.comment((1...305).map { "Comment \($0)." }, on: guid, by: bob)
        _ = try pod.dispatcher.run()
        let first = try pod.page("posts/\(guid)/comments/1.html")
        let second = try pod.page("posts/\(guid)/comments/2.html")
        #expect(first.contains("Comment 1.") && first.contains("Comment 100."))
        #expect(!first.contains("Comment 101."))
        #expect(second.contains("href=\"/posts/\(guid)#conversation\""))
        #expect(try pod.page("posts/\(guid).html").contains("Comment 201."))
        #expect(!(try pod.page("posts/\(guid).html").contains("Comment 200.")))
        #expect(!pod.hasFile("posts/\(guid)/comments/3.html"))

        try pod.comment((306...399).map { "Comment \($0)." }, on: guid, by: bob)
        _ = try pod.dispatcher.run()
        #expect(try pod.page("posts/\(guid)/comments/1.html") == first)
        #expect(try pod.page("posts/\(guid)/comments/2.html") == second)
        #expect(try pod.differences() == [])
        try pod.comment(["Comment 400."], on: guid, by: bob)
        _ = try pod.dispatcher.run()
        #expect(pod.hasFile("posts/\(guid)/comments/3.html"))
        #expect(try pod.differences() == [])

        try pod.deleteComment(comments[149])
        try pod.toggleLike(of: guid, comment: comments[3], by: bob)
        _ = try pod.dispatcher.run()
        #expect(try pod.page("posts/\(guid)/comments/2.html").contains("Comment 201."))
        #expect(!pod.hasFile("posts/\(guid)/comments/3.html"))
        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])

        try pod.composer.edit(guid, text: "# Another title", as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(try pod.page("posts/\(guid)/comments/1.html").contains("Another title"))
        #expect(try pod.differences() == [])

        try pod.composer.delete(guid, as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(!pod.hasFile("posts/\(guid)"))
        #expect(try pod.differences() == [])
    }

    @Test func anAnswerTouchesNoList() throws {
        let bob = try pod.addStranger("bob@else.example")
        let guid = try pod.publish("# Hello #garden")
        _ = try pod.dispatcher.run()

        try pod.comment(["Hi"], on: guid, by: bob)
        try pod.toggleLike(of: guid, by: bob)

        let report = try pod.dispatcher.run()
        #expect(report.pageCount == 2)
        #expect(try pod.differences() == [])
    }

    @Test func aVoteShowsOnThePostsPageAlone() throws {
        let bob = try pod.addStranger("bob@else.example")
        let guid = try pod.composer.publish(
            PostContent(
                text: "Which", poll: PostContent.Poll(question: "Q?", answers: ["One", "Two"])),
            as: pod.author, for: .everyone, createdAt: SitePod.start)
        _ = try pod.dispatcher.run()
        try pod.vote(0, on: guid, by: bob)

        let report = try pod.dispatcher.run()

        #expect(report.pageCount == 1)
        #expect(try pod.page("posts/\(guid).html").contains("1 vote, 100%"))
        #expect(!(try pod.page("index.html").contains("vote")))
        #expect(try pod.differences() == [])
    }

    @Test func aStormOfCommentsIsAHandfulOfPages() throws {
        let bob = try pod.addStranger("bob@else.example")
        let guid = try pod.publish("# Hello")
        _ = try pod.dispatcher.run()

        try pod.comment((1...10_000).map { "\($0)" }, on: guid, by: bob)
        let report = try pod.dispatcher.run()

        // 99 full hundreds, the post and its feed.
        #expect(report.pageCount == 101)
        #expect(try pod.differences() == [])
    }

    @Test func aNewNameReachesEveryConversation() throws {
        let bob = try pod.addStranger("bob@else.example", firstName: "Bob")
        let guid = try pod.publish("# Hello")
        try pod.comment((1...201).map { "\($0)" }, on: guid, by: bob)
        _ = try pod.dispatcher.run()

        try pod.rename(bob, to: "Robert")
        _ = try pod.dispatcher.run()

        #expect(try pod.page("posts/\(guid)/comments/1.html").contains("Robert"))
        #expect(try pod.differences() == [])
    }

    @Test func theSignedDocumentGoesWithThePost() throws {
        let guid = try pod.publish("# Hello")
        _ = try pod.dispatcher.run()
        #expect(!pod.hasFile("fetch/post/\(guid)"))

        try pod.signDocuments()
        _ = try pod.dispatcher.run()
        #expect(try pod.page("fetch/post/\(guid)") == "<me:env>\(guid) 1</me:env>")
        #expect(try pod.differences() == [])

        try pod.composer.delete(guid, as: pod.author)
        _ = try pod.dispatcher.run()
        #expect(!pod.hasFile("fetch/post/\(guid)"))
        #expect(try pod.differences() == [])
    }

    @Test func pagesOfAnEventKnowIt() throws {
        let bob = try pod.addStranger("bob@else.example")
        let guid = try pod.publish("# Hello")
        _ = try pod.dispatcher.run()
        try pod.comment(["1", "2", "3"], on: guid, by: bob)
        let events = try pod.database.read { try $0.unplannedEvents(limit: 10) }

        var requests = PageRequests()
        for event in events {
            requests.add(
                SitePlan(try SiteChange(json: event.before)), priority: 1, eventID: event.id)
        }
        try pod.database.write { try requests.store(in: $0) }

        let rows = try pod.rows(
            "SELECT page, stage, priority, firstEventID, lastEventID FROM pageDelivery ORDER BY page"
        )
        let ids = "\(events[0].id) \(events[2].id)"
        #expect(rows == ["commentsFeed \(guid) 1 1 \(ids)", "post \(guid) 1 1 \(ids)"])
    }

    @Test("Attack 32: answers to a limited post are nowhere")
    func attack32() throws {
        let bob = try pod.addStranger("bob@else.example", firstName: "Canaryname")
        _ = try pod.publish("# Hello")
        let limited = try pod.composer.publish(
            PostContent(
                text: "canary", poll: PostContent.Poll(question: "canary?", answers: ["a", "b"])),
            as: pod.author, for: .aspects(["Family"]))
        let comments = try pod.comment(["canary comment"], on: limited, by: bob)
        try pod.toggleLike(of: limited, by: bob)
        try pod.toggleLike(of: limited, comment: comments[0], by: bob)
        try pod.vote(0, on: limited, by: bob)
        try pod.signDocuments()
        _ = try pod.dispatcher.run()
        _ = try pod.dispatcher.run(isFull: true)

        for (path, data) in try SitePod.files(of: pod.folder.tree) {
            let text = String(decoding: data, as: UTF8.self).lowercased()
            #expect(!text.contains("canary") && !path.contains(limited.string), "\(path)")
        }
    }

    @Test("Attacks 27 and 28: comments are inert, and long ones do not hold the pod up")
    func attack27() throws {
        let bob = try pod.addStranger(
            "bob@else.example", firstName: "<script>alert(1)</script>", lastName: "\" onclick=\"x")
        let guid = try pod.publish("# Hello\n\n## Section\n\nWords.")
        try pod.comment(
            [
                "<script>alert(2)</script> [x](javascript:alert(3)) [y](data:text/html,z)",
                "# Section\n\n## Section\n\nNote[^1]\n\n[^1]: Here.",
                "# Section\n\nNote[^1]\n\n[^1]: There.",
                "![cat](https://track.example/pixel.gif) https://spam.example @{Al; alice@localhost:3000}",
                "</div></article><h1>x</h1> #tag \u{202E}abc",
                String(repeating: ">", count: 20_000) + String(repeating: "{", count: 40_000) + "}",
            ], on: guid, by: bob)
        try pod.renderTexts()
        _ = try pod.dispatcher.run()

        let page = try pod.page("posts/\(guid).html")
        let feed = try pod.page("posts/\(guid)/comments.atom")
        for text in [page, feed] {
            #expect(!text.contains("<script>alert") && !text.contains("href=\"javascript"))
            #expect(!text.contains("href=\"data") && !text.contains("pixel.gif\" alt"))
        }
        #expect(page.contains("<a href=\"https://track.example/pixel.gif\" rel=\"nofollow ugc"))
        #expect(page.contains("<a href=\"https://spam.example\" rel=\"nofollow ugc"))
        #expect(page.contains("class=\"mention\"") && page.contains("href=\"/u/alice\""))
        #expect(page.components(separatedBy: "<h1").count == 2)
        let ids = page.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        #expect(try pod.deadLinks() == [])
    }

    @Test("Attack 28: a long comment is rendered by a child, or shown as it was written")
    func attack28() async throws {
        let bob = try pod.addStranger("bob@else.example")
        let guid = try pod.publish("# Hello")
        let text =
            String(repeating: "*long* words\n\n", count: 1_500) + "![cat](https://a.example/b.png)"
        let comment = try pod.comment([text], on: guid, by: bob)[0]

        try pod.renderTexts()
        _ = try pod.dispatcher.run()
        #expect(try pod.page("posts/\(guid).html").contains("<p>*long* words</p>"))

        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "dandelion").path
        let logger = Logger(label: "tests")
        let backlog = TextBacklog(
            database: pod.database, settings: pod.settings, clock: pod.clock.pod,
            strangers: StrangersText(program: program, logger: logger), logger: logger)
        try pod.outdateComments()
        _ = try pod.dispatcher.run(isFull: true)
        // It waits for what runs on Swift's shared threads.
        _ = try await BlockingExecutor(label: "texts", threads: 1).run {
            while try backlog.renderNext() {}
        }
        _ = try pod.dispatcher.runIfAsked()
        let page = try pod.page("posts/\(guid).html")
        #expect(page.contains("<p><em>long</em> words</p>"))
        #expect(!page.contains(">cat</a>"))
        let own = try pod.page("posts/\(guid)/comments/\(comment).html")
        #expect(own.contains("rel=\"nofollow ugc noopener noreferrer\">cat</a>"))
    }

    @Test(arguments: [
        ("", ""), ("Ana  Sá\n", "Ana Sá"), ("\u{202E}\u{2066}x\u{200F}", "x"),
        ("\u{7}bell", "bell"), ("\u{FFFE} ", ""),
    ])
    func aNameIsMadeSafe(name: String, safe: String) {
        #expect(SafeName.make(name) == safe)
        #expect(SafeName.make(String(repeating: "x", count: 500)).count == 101)
    }

    @Test func whoeverLooksMentionedIsFoundInOnePass() {
        #expect(
            TextSurroundings.namedIDs(in: "@{A; a@b.c} @{D@e.f} {x} {{g@h.i} }} { 東@京.jp} @{é")
                == ["a@b.c", "d@e.f", "g@h.i", "東@京.jp"])
    }
}
