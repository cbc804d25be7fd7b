import Feeds
import Foundation
import FoundationXML
import Testing

@Suite struct AtomFeedTests {
    @Test func theNewestEntriesAreWrittenWhole() throws {
        let feed = AtomFeed.sample(
            links: [
                .page("https://pod.example/u/alice"),
                .previousArchive("https://pod.example/public/alice/archive/2.atom"),
                .hub("https://hub.example/"),
            ],
            tombstones: [
                AtomDeletedEntry("https://pod.example/posts/gone-0011223344ff", when: .sample())
            ],
            entries: [
                .sample(
                    categories: [
                        AtomCategory("tea", scheme: "https://pod.example/tags/", label: "#tea")
                    ],
                    links: [
                        .enclosure(
                            "https://pod.example/uploads/images/cake.jpg", type: "image/jpeg",
                            length: 48_213, title: "A \"cake\""),
                        .replies("https://pod.example/posts/x/comments.atom", count: 3),
                    ])
            ])

        try expectGolden("atom/newest.atom", feed.document())
    }

    @Test func anArchiveNamesItsNeighbours() throws {
        let feed = AtomFeed.sample(
            kind: .archive,
            links: [
                .current("https://pod.example/public/alice.atom"),
                .previousArchive("https://pod.example/public/alice/archive/1.atom"),
                .nextArchive("https://pod.example/public/alice/archive/3.atom"),
            ], entries: [.sample()])

        try expectGolden("atom/archive.atom", feed.document())
    }

    @Test func commentsSayWhatTheyAnswer() throws {
        let feed = AtomFeed.sample(
            kind: .complete,
            entries: [
                .sample(
                    id: "https://pod.example/posts/x#comment-1",
                    reply: AtomReply(
                        to: "https://pod.example/posts/x", href: "https://pod.example/posts/x"))
            ])

        try expectGolden("atom/comments.atom", feed.document())
    }

    @Test func anEmptyFeedIsADocument() throws {
        try expectGolden("atom/empty.atom", AtomFeed.sample().document())
    }

    @Test func entriesWrittenOnceGiveTheSameDocument() {
        let entries = [
            AtomEntry.sample(), .sample(id: "https://pod.example/posts/other", title: ""),
        ]

        let whole = AtomFeed.sample(entries: entries).document()
        let assembled = AtomFeed.sample().document(entryFragments: entries.map { $0.fragment() })

        #expect(whole == assembled)
    }

    @Test func charactersThatXMLForbidsAreReplaced() {
        let entry = AtomEntry.sample(
            title: "a\u{0}b\u{8}c\u{FFFE}d\u{FFFF}e\u{FFFD}f\u{FEFF}\r\t\n")
        let text = String(decoding: entry.fragment(), as: UTF8.self)

        #expect(
            text.contains(
                "<title type=\"text\">a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FEFF}&#13;\t\n</title>"
            ))
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"), (951_782_399.9, "2000-02-28T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (-62_167_219_200, "0000-01-01T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"), (1e15, "9999-12-31T23:59:59Z"),
        (-1e15, "0000-01-01T00:00:00Z"),
    ])
    func datesAreRFC3339(seconds: Double, expected: String) {
        let feed = AtomFeed(
            id: "x", title: "x", updated: Date(timeIntervalSince1970: seconds))

        #expect(
            String(decoding: feed.document(), as: UTF8.self)
                .contains("<updated>\(expected)</updated>"))
    }

    @Test func attack27HostileTextIsInertInAtom() throws {
        let hostile = "</title><script>alert(1)</script>]]>\"'><svg onload=x>&lt;b&gt;\u{0}"
        let feed = AtomFeed.sample(
            title: hostile,
            links: [AtomLink("javascript:alert(1)"), AtomLink("data:text/html,x", title: hostile)],
            entries: [
                .sample(
                    title: hostile, name: hostile, html: "<p>]]&gt;</p>",
                    categories: [AtomCategory(hostile, label: hostile)],
                    links: [
                        AtomLink(" javascript:alert(1)"), AtomLink("JaVaScRiPt:alert(1)"),
                        AtomLink("https://pod.example/?a=\"><script>&b=1", title: hostile),
                    ],
                    reply: AtomReply(to: hostile, href: "vbscript:x"))
            ])
        let text = String(decoding: feed.document(), as: UTF8.self)

        try expectGolden("atom/hostile.atom", feed.document())
        #expect(!text.contains("<script"))
        #expect(!text.contains("<svg"))
        #expect(!text.lowercased().contains("javascript:"))
        #expect(!text.contains("data:text"))
        #expect(!text.contains("vbscript:"))
    }

    /// What a reader of the XML gets is the fragment as it was.
    @Test(arguments: [
        "<p>a &amp; b &lt; c</p>", "", "]]>", "a]]>b]]>c", "]]]>", "]] >", "]", "]]", ">",
        "<![CDATA[x]]>", "line\rend\n\ttab", "\r]]>\r", "𝄞 日本 שלום",
    ])
    func contentComesOutAsItWentIn(fragment: String) throws {
        let feed = AtomFeed.sample(entries: [.sample(html: fragment)])
        let reader = ContentReader()
        let parser = XMLParser(data: Data(feed.document()))
        parser.delegate = reader

        #expect(parser.parse())
        #expect(reader.content == fragment)
    }
}

/// Reads `<content>` with a parser that is not ours.
private final class ContentReader: NSObject, XMLParserDelegate {
    private(set) var content = ""
    private var isInside = false

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        isInside = name == "content"
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        isInside = false
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if isInside { content += string }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        if isInside { content += String(decoding: block, as: UTF8.self) }
    }
}
