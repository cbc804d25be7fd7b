import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Reshares by people of this pod, and by others of its posts.
@Suite struct ReshareTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
    }

    /// Stores a reshare as publishing one does: row, rendering, places in lists, event.
    private func reshare(_ root: GUID, by author: DiasporaID) throws -> GUID {
        let guid = pod.newGUID()
        try pod.database.write { transaction in
            let post = try #require(
                try transaction.insertReshare(
                    guid: guid, authorID: pod.author.person.id, root: (root, author),
                    createdAt: SitePod.start))
            try transaction.setRendering(
                Rendering(
                    renderer: PostRenderer.version, title: nil,
                    name: "Reshare of a post by \(author)", excerpt: "Ferns",
                    html: "<p>Ferns grow</p>\n", cover: nil, isNSFW: false, isLong: false),
                postID: post)
            var change = SiteChange()
            change.username = pod.author.user.username
            change.newPosts = [guid.string]
            let lists = pod.context.lists
            change.lists = try lists.insert(
                post,
                into: lists.names(
                    authorID: pod.author.person.id, createdAt: SitePod.start, tags: []),
                in: transaction)
            change.posts = try lists.neighbours(
                post, authorID: pod.author.person.id, transaction.reading)
            try pod.record(change, guid, transaction)
        }
        return guid
    }

    @Test func aReshareOfAStrangersTextHasOnlyTheHTMLThatOthersMayHave() throws {
        let bob = try pod.addStranger("bob@else.example")
        let root = pod.newGUID()
        try pod.database.write { transaction in
            _ = try transaction.insertPost(
                guid: root, authorID: bob, text: "<mark>a\n\n<details>\n\nb", isPublic: true,
                isSilent: false, createdAt: SitePod.start)
        }
        let html = "<p><mark>a</mark></p>\n<p>&lt;details&gt;</p>\n<p>b</p>\n"
        let reshare = try pod.composer.reshare(root, as: pod.author)
        #expect(try pod.rows("SELECT html FROM rendering") == [html])

        try pod.damage(
            """
            UPDATE rendering SET renderer = 'older', html = '';
            INSERT INTO podState (key, value) VALUES ('site.renderer', 'older')
            """)
        _ = try pod.dispatcher.run()

        #expect(try pod.rows("SELECT html FROM rendering") == [html])
        #expect(try pod.page("posts/\(reshare).html").contains("&lt;details&gt;"))
    }

    @Test func aNewRendererLeavesAReshareItsText() throws {
        let bob = try pod.addStranger("bob@else.example")
        let root = pod.newGUID()
        try pod.database.write { transaction in
            _ = try transaction.insertPost(
                guid: root, authorID: bob, text: "Ferns *grow*", isPublic: true, isSilent: false,
                createdAt: SitePod.start)
        }
        let guid = try pod.composer.reshare(root, as: pod.author)
        try pod.damage(
            """
            UPDATE rendering SET renderer = 'older', html = '<p>Ferns <i>grow</i></p>';
            INSERT INTO podState (key, value) VALUES ('site.renderer', 'older')
            """)

        _ = try pod.dispatcher.run()

        #expect(try pod.page("posts/\(guid).html").contains("<p>Ferns <em>grow</em></p>"))
        // What others wrote is rendered by a worker, and by no build.
        #expect(try pod.rows("SELECT COUNT(*) FROM rendering") == ["1"])
        #expect(try pod.differences() == [])
    }

    @Test func aReshareIsAPostThatNamesItsOriginal() throws {
        let root = pod.newGUID()
        let guid = try reshare(root, by: try #require(DiasporaID("bob@else.example")))
        _ = try pod.dispatcher.run()

        let page = try pod.page("posts/\(guid).html")
        let link =
            "<a class=\"u-repost-of\" href=\"https://else.example/posts/\(root)\" rel=\"noopener\">"
        #expect(page.contains("Reshared from \(link)<bdi>bob@else.example</bdi></a>"))
        #expect(page.contains("<p>Ferns grow</p>"))
        #expect(try pod.page("index.html").contains(link))
        let feed = try pod.page("feed.atom")
        #expect(feed.contains("Reshare of a post by bob@else.example"))
        #expect(feed.contains("https://else.example/posts/\(root)"))
        #expect(try pod.differences() == [])

        try pod.database.write { transaction in
            let reshare = try #require(try transaction.reading.post(guid))
            try transaction.forgetRoot(ofReshareID: reshare.id)
            var change = SiteChange()
            change.posts = [guid.string]
            try pod.record(change, guid, transaction)
        }
        _ = try pod.dispatcher.run()
        #expect(
            try pod.page("posts/\(guid).html")
                .contains("The writer of the original has deleted it."))
    }

    @Test func aReshareOfAPostOfThisPodLeadsToIt() throws {
        let root = try pod.publish("# Ours")
        let guid = try reshare(root, by: try #require(DiasporaID("alice@localhost:3000")))
        try pod.database.write { transaction in
            let post = try #require(try transaction.reading.post(root))
            try pod.record(.answers(toPost: post, in: transaction.reading), root, transaction)
        }
        _ = try pod.dispatcher.run()

        #expect(
            try pod.page("posts/\(guid).html")
                .contains("<a class=\"u-repost-of\" href=\"/posts/\(root)\""))
        #expect(try pod.page("posts/\(root).html").contains("<li>1 reshare</li>"))
        #expect(try pod.differences() == [])
        #expect(try pod.deadLinks() == [])
    }
}
