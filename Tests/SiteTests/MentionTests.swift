import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// What a post says of other people and posts stays true when those change.
@Suite struct MentionTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
    }

    @Test func aClosedAccountIsLinkedNoMore() throws {
        _ = try pod.addUser("carol", firstName: "Carol")
        let post = try pod.publish(
            "# Hello @{carol@localhost:3000}\n\nAnd @{C. ; carol@localhost:3000}")
        _ = try pod.dispatcher.run()
        #expect(try pod.page("posts/\(post).html").contains("href=\"/u/carol\""))
        #expect(try pod.deadLinks() == [])

        _ = try pod.accounts.close("carol")
        _ = try pod.dispatcher.run()

        let page = try pod.page("posts/\(post).html")
        #expect(!page.contains("/u/carol"))
        #expect(page.contains("And C."))
        #expect(try pod.deadLinks() == [])
        #expect(try pod.differences() == [])
    }

    @Test func anotherNameIsShownWhereverAPersonIsMentioned() throws {
        let carol = try pod.addUser("carol", firstName: "Carol")
        let post = try pod.publish("Hello @{carol@localhost:3000}")
        _ = try pod.dispatcher.run()

        _ = try pod.composer.edit(ProfileEdit(firstName: "Caroline"), photo: nil, of: carol)
        _ = try pod.dispatcher.run()

        for path in ["posts/\(post).html", "index.html", "feed.atom"] {
            #expect(try pod.page(path).contains("Caroline"), "\(path)")
        }
        #expect(try pod.differences() == [])
    }

    @Test func whoIsMentionedAndNotKnownIsNamedWithTheLine() throws {
        _ = try pod.addUser("carol", firstName: "Carol")
        _ = try pod.addUser("dave", firstName: "Dave")
        _ = try pod.accounts.close("dave")
        let source = """
            ---
            title: Hello
            ---
            To @{Carol; carol@localhost:3000} and @{Eve; Eve@Two.Example},
            and @{dave@localhost:3000}; `@{code@two.example}` is none.
            """
        let text = source.components(separatedBy: "---\n").last ?? ""

        let unknown = try pod.composer.unknownMentions(in: text, source: source)

        #expect(
            unknown == [
                UnknownMention(id: "eve@two.example", line: 4),
                UnknownMention(id: "dave@localhost:3000", line: 5),
            ])
        #expect(try pod.composer.unknownMentions(in: "eve@two.example", source: source) == [])
    }

    @Test func aPostIsLinkedByItsEntityOnlyWhileEverybodyCanReadIt() throws {
        let post = try pod.publish("# Target", day: 1)
        let limited = try pod.composer.publish(
            PostContent(text: "limited canary"), as: pod.author, for: .aspects(["Family"]))
        let links = [post.string, limited.string, "nobody-knows-0123456789ab"].map {
            "[words](diaspora://alice@localhost:3000/post/\($0))"
        }
        let linking = try pod.publish("# Links\n\n" + links.joined(separator: "\n"), day: 2)
        _ = try pod.dispatcher.run()
        let page = try pod.page("posts/\(linking).html")
        #expect(page.contains("<a href=\"/posts/\(post)\">words</a>"))
        #expect(!page.contains("href=\"/posts/\(limited)\""))
        #expect(!page.contains("nobody-knows"))
        #expect(try pod.deadLinks() == [])

        try pod.composer.delete(post, as: pod.author)
        _ = try pod.dispatcher.run()

        #expect(try !pod.page("posts/\(linking).html").contains("\(post)"))
        #expect(try pod.deadLinks() == [])
        #expect(try pod.differences() == [])
    }
}
