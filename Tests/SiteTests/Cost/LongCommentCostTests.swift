import Diaspora
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Attack 61: what the page of one long comment costs beside many others that strangers chose the GUIDs of.
@Suite(.serialized) struct LongCommentCostTests {
    private static let shape = CostShape("comments with a dot in their GUID", ".", bytes: 4_000)

    @Test func attack61APageOfAPostsCommentsCostsWhatTheCommentIsLong() throws {
        let pod = try SitePod()
        let bob = try pod.addStranger("bob@else.example")
        let text = String(repeating: "word ", count: 160)
        var pages: [Int: SitePage] = [:]
        for count in [1_000, 4_000] {
            let post = try pod.publish("# Post with \(count)")
            let guids = try (0..<count).map { try #require(GUID("a.guid.\(count).\(10_000 + $0)")) }
            try pod.database.write { transaction in
                let row = try #require(try transaction.reading.post(post))
                for guid in guids {
                    _ = try transaction.insertComment(
                        guid: guid, postID: row.id, authorID: bob, text: text,
                        createdAt: SitePod.start, xml: [])
                }
            }
            pages[count] = .comment(post: post.string, guid: guids[count / 2].string)
        }
        try pod.renderComments()
        let renderer = try SiteRenderer(
            context: SiteContext(settings: pod.settings, folder: pod.folder))

        let cost = CostMeasurement(Self.shape) { document in
            _ = try? pages[document.count].map(renderer.render)
        }

        #expect(cost.timeRatio <= 2)
    }
}
