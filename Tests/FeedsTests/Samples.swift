import Feeds
import Foundation

extension Date {
    /// 2026-05-12T08:30:00Z, and so many seconds later.
    static func sample(after seconds: Double = 0) -> Date {
        Date(timeIntervalSince1970: 1_778_574_600 + seconds)
    }
}

extension AtomEntry {
    static func sample(
        id: String = "https://pod.example/posts/hello-world-17418fb029e6",
        title: String = "Hello & “world”", name: String = "Alice <A.>",
        html: String = "<p>Tea &amp; <em>cake</em></p>", categories: [AtomCategory] = [],
        links: [AtomLink] = [], reply: AtomReply? = nil
    ) -> AtomEntry {
        AtomEntry(
            id: id, title: title, updated: .sample(after: 60), published: .sample(),
            authors: [AtomPerson(name: name, uri: "https://pod.example/u/alice")],
            links: [.page(id)] + links, categories: categories, summary: .plain("Tea & cake"),
            content: .html(html), reply: reply)
    }
}

extension AtomFeed {
    static func sample(
        title: String = "Alice", kind: AtomFeedKind = .newest, links: [AtomLink] = [],
        tombstones: [AtomDeletedEntry] = [], entries: [AtomEntry] = []
    ) -> AtomFeed {
        AtomFeed(
            id: "https://pod.example/public/alice.atom", title: title,
            subtitle: "Notes from a garden", updated: .sample(after: 60), kind: kind,
            language: "en",
            authors: [AtomPerson(name: "Alice", uri: "https://pod.example/u/alice")],
            links: [.itself("https://pod.example/public/alice.atom")] + links,
            icon: "https://pod.example/favicon.ico", logo: "https://pod.example/assets/logo.png",
            generator: AtomGenerator(
                name: "Dandelion", version: "0.1", uri: "https://pod.example/about"),
            tombstones: tombstones, entries: entries)
    }
}

extension JSONFeedItem {
    static func sample(
        title: String? = "Hello & “world”", html: String? = "<p>Tea &amp; <em>cake</em></p>",
        url: String = "https://pod.example/posts/hello-world-17418fb029e6", name: String = "Alice"
    ) -> JSONFeedItem {
        JSONFeedItem(
            id: "https://pod.example/posts/hello-world-17418fb029e6", url: url, title: title,
            contentHTML: html, contentText: "Tea & cake", summary: "Tea & cake",
            image: "https://pod.example/uploads/images/cake.jpg", published: .sample(),
            modified: .sample(after: 60),
            authors: [JSONFeedAuthor(name: name, url: "https://pod.example/u/alice")],
            tags: ["tea", "東京"], language: "en",
            attachments: [
                JSONFeedAttachment(
                    url: "https://pod.example/uploads/images/cake.jpg", mimeType: "image/jpeg",
                    title: "A cake", sizeInBytes: 48_213)
            ])
    }
}

extension JSONFeed {
    static func sample(title: String = "Alice", items: [JSONFeedItem] = []) -> JSONFeed {
        JSONFeed(
            title: title, homePageURL: "https://pod.example/u/alice",
            feedURL: "https://pod.example/public/alice.json", description: "Notes from a garden",
            nextURL: "https://pod.example/public/alice/archive/3.json",
            icon: "https://pod.example/assets/logo.png",
            favicon: "https://pod.example/favicon.ico",
            authors: [JSONFeedAuthor(name: "Alice", url: "https://pod.example/u/alice")],
            language: "en", hubs: ["https://hub.example/"], items: items)
    }
}
