import Feeds
import Foundation
import Testing

@Suite struct JSONFeedTests {
    @Test func theNewestItemsAreWrittenWhole() throws {
        try expectGolden(
            "json/newest.json",
            JSONFeed.sample(items: [.sample(), .sample(title: nil, html: nil)]).document())
    }

    @Test func itemsWrittenOnceGiveTheSameDocument() {
        let items = [JSONFeedItem.sample(), .sample(title: nil)]

        let whole = JSONFeed.sample(items: items).document()
        let assembled = JSONFeed.sample().document(itemFragments: items.map { $0.fragment() })

        #expect(whole == assembled)
    }

    @Test func theRulesOfJSONFeedAreKept() throws {
        let feed = JSONFeed.sample(items: [
            .sample(), .sample(title: nil, html: nil),
            JSONFeedItem(id: "https://pod.example/posts/bare"),
        ])
        let object = try parse(feed.document())

        #expect(object["version"] as? String == "https://jsonfeed.org/version/1.1")
        #expect(object["title"] is String)
        let items = try #require(object["items"] as? [[String: Any]])
        #expect(items.count == 3)
        for item in items {
            #expect(item["id"] is String)
            #expect(item["content_html"] is String || item["content_text"] is String)
            #expect(item["author"] == nil, "replaced by authors in 1.1")
            for key in ["url", "image"] where item[key] != nil {
                #expect((item[key] as? String)?.hasPrefix("https://") == true)
            }
            for key in ["date_published", "date_modified"] where item[key] != nil {
                #expect((item[key] as? String)?.wholeMatch(of: rfc3339) != nil)
            }
            for attachment in item["attachments"] as? [[String: Any]] ?? [] {
                #expect(attachment["url"] is String)
                #expect(attachment["mime_type"] is String)
            }
            for author in item["authors"] as? [[String: Any]] ?? [] {
                #expect(["name", "url", "avatar"].contains { author[$0] is String })
            }
        }
    }

    @Test func textComesBackAsItWas() throws {
        let text = "\"\\ / </ \u{2028}\u{2029}\u{8}\u{1F}\n\r\t\u{7F} è 東 🌼 \u{A8}\u{A9} end</"
        let document = JSONFeed.sample(title: text).document()

        #expect(try parse(document)["title"] as? String == text)
        #expect(!String(decoding: document, as: UTF8.self).contains("\u{2028}"))
    }

    @Test func attack27HostileTextIsInertInJSONFeed() throws {
        let hostile = "</script><script>alert(1)</script><!--\u{2028}"
        let feed = JSONFeed.sample(
            title: hostile,
            items: [.sample(title: hostile, url: "javascript:alert(1)", name: hostile)])
        let text = String(decoding: feed.document(), as: UTF8.self)

        try expectGolden("json/hostile.json", feed.document())
        #expect(!text.contains("</script"))
        #expect(!text.contains("javascript:"))
    }

    private var rfc3339: Regex<Substring> { /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/ }

    private func parse(_ document: [UInt8]) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(document)) as? [String: Any])
    }
}
