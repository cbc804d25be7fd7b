import Feeds
import TestSupport
import Testing

/// Attack 61: what the rendered text of a stranger costs on its way into a feed.
@Suite(.serialized) struct LinkCostTests {
    static let shapes = [
        CostShape("links", bytes: 1 << 20) { "<a href=\"/a\($0)\">x</a>" },
        CostShape("short links", "<a href=\"?\">", bytes: 1 << 20),
        CostShape("attributes", before: "<a ", bytes: 1 << 20) { "a\($0)=\"\" " },
        CostShape(
            "sources of a set", before: "<img srcset=\"", "/a 1w, ", bytes: 1 << 20, after: "\">"),
        CostShape("commas of a set", before: "<img srcset=\"", ",", bytes: 1 << 20, after: "\">"),
        CostShape("sets", "<img srcset=\"/a\">", bytes: 1 << 20),
        CostShape("comments", "<!-- x -->", bytes: 1 << 20),
        CostShape("comments without end", "<!-- <a href=\"", bytes: 1 << 20),
        CostShape("no end", "<a href=\"", bytes: 1 << 20),
        CostShape("text", "text < ", bytes: 1 << 20),
    ]

    @Test(arguments: shapes)
    func attack61LinksInFeedsCostWhatTheHTMLIsLong(shape: CostShape) {
        let links = AbsoluteLinks(site: "https://pod.example/", page: "/posts/a")
        let cost = CostMeasurement(shape) { bytes in
            _ = links.resolving(String(decoding: bytes, as: UTF8.self))
        }
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakBytes <= 16 * cost.bytes)
    }
}
