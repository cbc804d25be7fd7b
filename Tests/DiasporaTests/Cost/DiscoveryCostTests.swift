import Foundation
import TestSupport
import Testing

@testable import Diaspora

/// Attacks 7 and 62: what the documents of other pods cost.
@Suite(.serialized) struct DiscoveryCostTests {
    /// The most memory that a byte may cost, in bytes.
    static let bytesPerByte = 200
    static let size = 250_000

    static let cards = [
        CostShape("attributes", bytes: size) { _ in
            "<b " + (0..<64).map { "a\($0)=''" }.joined(separator: " ") + ">x</b>"
        },
        CostShape("one tag of attributes", before: "<b ", bytes: size) { "a\($0)='' " },
        CostShape("names", bytes: size) { "<p a\($0)=''>x</p>" },
        CostShape("classes", before: "<p class='", "uid ", bytes: size, after: "'>x"),
        CostShape("depth", before: "<p class='uid'>", "<div>", bytes: size, after: "x"),
        CostShape("depth that is walked", bytes: size) { _ in
            "<div class='uid'>" + String(repeating: "<div>", count: 80) + "x"
                + String(repeating: "</div>", count: 81)
        },
        CostShape("GUIDs", "<p class='uid'>x</p>", bytes: size),
        CostShape("marks of a name", before: "<p class='fn'>e", "\u{301}\u{316}", bytes: size),
        CostShape("marks of a truth", before: "<p class='searchable'>e", bytes: size) { _ in
            "<b>\u{301}</b>"
        },
        CostShape("a name", before: "<p class='fn'>", "x ", bytes: size),
        CostShape("a key", before: "<p class='key'>", "QUJD\n", bytes: size),
        CostShape("a picture", before: "<img class='photo' src='", "x", bytes: size, after: "'>"),
        CostShape("pictures", "<img class='photo' src='x'>", bytes: size),
        CostShape("comments", "<!-- x -->", bytes: size),
        CostShape("entities", before: "<p class='uid'>", "&amp;", bytes: size),
        CostShape("white space", before: "<p class='uid'>", " \n", bytes: size, after: "x"),
    ]

    static let finger = "{\"subject\":\"acct:a@b.example\",\"links\":["
    static let fingers = [
        CostShape("links", before: finger, bytes: size, after: "{\"rel\":\"x\"}]}") {
            "{\"rel\":\"x\($0)\",\"href\":\"https://b.example/\"},"
        },
        CostShape("members", before: "{", bytes: size, after: "\"links\":[]}") { "\"a\($0)\":0," },
        CostShape("marks of a member", before: "{\"e", bytes: size, after: "\":0}") { _ in
            "\u{301}\u{316}"
        },
        CostShape("marks of a link", before: finger + "{\"rel\":\"e", bytes: size, after: "\"}]}") {
            _ in
            "\\u0301\\u0316"
        },
        CostShape("aliases", before: "{\"aliases\":[", "\"x\",", bytes: size, after: "\"x\"]}"),
        CostShape("subject", before: "{\"subject\":\"acct:", "a@", bytes: size, after: "\"}"),
        CostShape(
            "subject of letters", before: "{\"links\":[],\"subject\":\"acct:a@", bytes: size,
            after: "\"}"
        ) { String(Unicode.Scalar(0x4E00 + UInt32($0 % 20_000)) ?? "x") },
        CostShape("arrays", "[", bytes: size),
        CostShape("objects", "{\"links\":", bytes: size),
        CostShape("a number", before: "{\"subject\":-1e", "1", bytes: size, after: "}"),
        CostShape(
            "escapes", before: "{\"subject\":\"", "\\ud83d\\ude00", bytes: size, after: "\"}"),
        CostShape("backslashes", before: "{\"subject\":\"", "\\\\", bytes: size, after: "\"}"),
    ]

    static let node =
        "{\"version\":\"2.0\",\"software\":{\"name\":\"x\",\"version\":\"1\"},"
        + "\"openRegistrations\":true,\"services\":{\"inbound\":[],\"outbound\":[]},"
    static let nodes = [
        CostShape(
            "metadata", before: node + "\"protocols\":[],\"usage\":{\"users\":{}},\"metadata\":{",
            bytes: 60_000, after: "\"b\":0}}"
        ) { "\"a\($0)\":[0]," },
        CostShape(
            "nested metadata",
            before: node + "\"protocols\":[],\"usage\":{\"users\":{}},\"metadata\":", "[",
            bytes: 60_000),
        CostShape("protocols", before: node + "\"protocols\":[", "\"x\",", bytes: 60_000),
        CostShape(
            "directions",
            before: node + "\"usage\":{\"users\":{}},\"metadata\":{},\"protocols\":{\"inbound\":["
                + (0..<2_000).map { "\"a\($0)\"" }.joined(separator: ",") + "],\"outbound\":[",
            bytes: 60_000, after: "\"x\"]}}"
        ) { "\"b\($0)\"," },
        CostShape(
            "one direction",
            before: node + "\"usage\":{\"users\":{}},\"metadata\":{},\"protocols\":{\"inbound\":[",
            bytes: 60_000, after: "\"x\"],\"outbound\":[\"y\"]}}"
        ) { "\"b\($0)\"," },
        CostShape(
            "a count",
            before: node
                + "\"protocols\":[],\"metadata\":{},\"usage\":{\"users\":{},\"localPosts\":",
            "9", bytes: 60_000, after: "}}"),
        CostShape(
            "versions of links", before: "{\"links\":[", bytes: 60_000, after: "{\"rel\":\"x\"}]}"
        ) {
            "{\"rel\":\"http://nodeinfo.diaspora.software/ns/schema/2.0\",\"href\":\"https://c\($0)/\"},"
        },
        CostShape(
            "links of letters", before: "{\"links\":[", bytes: 60_000, after: "{\"rel\":\"x\"}]}"
        ) { index in
            let label = (0..<600).map { String(Unicode.Scalar(0x4E00 + $0) ?? "x") }.joined()
            return "{\"rel\":\"http://nodeinfo.diaspora.software/ns/schema/2.0\","
                + "\"href\":\"https://\(label)\(index)/\"},"
        },
    ]

    static let streams = [
        CostShape("posts", before: "[", bytes: 500_000, after: "{}]") { index in
            "{\"guid\":\"0123456789abcdef\(index)\",\"public\":true,"
                + "\"author\":{\"guid\":\"0123456789abcdef\"}},"
        },
        CostShape("no posts", before: "[", "{},", bytes: 200_000, after: "{}]"),
        CostShape("empty arrays", before: "[", "[],", bytes: 200_000, after: "{}]"),
        CostShape(
            "a text", before: "[{\"guid\":\"0123456789abcdef\",\"public\":true,\"text\":\"", "x ",
            bytes: 500_000, after: "\"}]"),
        CostShape("arrays", "[", bytes: 500_000),
        CostShape(
            "an author",
            before: "[{\"guid\":\"0123456789abcdef\",\"public\":true,\"author\":{"
                + "\"guid\":\"0123456789abcdef\",\"diaspora_id\":\"", "a@", bytes: 500_000,
            after: "\"}}]"),
    ]

    @Test(arguments: cards)
    func attack62CardsCostWhatTheyAreLong(shape: CostShape) throws {
        let pod = try #require(PodAddress(url: "https://b.example/"))
        expectProportion(
            CostMeasurement(shape) { bytes in
                let card = try? HCardReader(
                    Data(bytes), maximumBytes: HCard.maximumBytes, pod: pod)
                for name in ["uid", "nickname", "fn", "key", "searchable"] { _ = card?.text(name) }
                _ = try? card?.name("fn", maximumCharacters: 70)
                _ = try? card?.key()
                _ = try? card?.photo("entity_photo")
            })
    }

    @Test(arguments: fingers)
    func attack62AnswersOfWebFingerCostWhatTheyAreLong(shape: CostShape) throws {
        let id = try #require(DiasporaID("a@b.example"))
        expectProportion(
            CostMeasurement(shape) { bytes in
                _ = try? WebFinger(reading: Data(bytes), for: id)
            })
    }

    @Test(arguments: nodes)
    func attack62DescriptionsOfPodsCostWhatTheyAreLong(shape: CostShape) throws {
        let pod = try #require(PodAddress(url: "https://b.example/"))
        expectProportion(
            CostMeasurement(shape) { bytes in
                _ = try? NodeInfo(reading: Data(bytes))
                _ = try? NodeInfoLinks(reading: Data(bytes), at: pod)
            })
    }

    @Test(arguments: streams)
    func attack62StreamsCostWhatTheyAreLong(shape: CostShape) {
        expectProportion(
            CostMeasurement(shape) { bytes in _ = try? PersonStream(reading: Data(bytes)) })
    }

    private func expectProportion(_ cost: CostMeasurement) {
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakRatio <= CostMeasurement.maximumPeakRatio)
        #expect(cost.peakBytes <= Self.bytesPerByte * cost.bytes + (64 << 10))
    }
}
