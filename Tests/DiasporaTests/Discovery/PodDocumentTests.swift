import Diaspora
import Foundation
import Testing

/// Spec: diaspora* federation protocol, "NodeInfo" and "Legacy discovery"; NodeInfo schemas.
struct PodDocumentTests {
    let fixture: DiscoveryFixture

    init() throws { fixture = try DiscoveryFixture() }

    @Test func hostMetaIsAnEmptyDescriptor() throws {
        try fixture.expectGolden("host-meta.xml", HostMeta.document)
    }

    @Test func nodeInfoIsWrittenInTwoVersions() throws {
        try fixture.expectGolden("nodeinfo-2.0.json", ours.json(.v2))
        try fixture.expectGolden("nodeinfo-2.1.json", ours.json(.v2_1))
        try fixture.expectGolden("nodeinfo.json", NodeInfoLinks(pod: fixture.pod).json)
    }

    @Test func countsAndAddressesThatAreKeptBackAreLeftOut() throws {
        let silent = NodeInfo(
            software: .init(name: "dandelion", version: "0.1.0"), outboundServices: [],
            isOpen: false, usage: .init(), nodeName: "\"Pod\" \\ \u{1}")

        try fixture.expectGolden("nodeinfo-silent.json", silent.json(.v2_1))
    }

    @Test func whatThePodWritesItReads() throws {
        #expect(try NodeInfo(reading: Data(ours.json(.v2_1))) == ours)
        let links = NodeInfoLinks(pod: fixture.pod)
        #expect(try NodeInfoLinks(reading: Data(links.json), at: fixture.pod) == links)
        #expect(links.best == "https://pod-a.org/nodeinfo/2.1")
    }

    @Test func theFirstVersionIsReadToo() throws {
        let read = try NodeInfo(reading: fixture.data("nodeinfo-1.0-foreign.json"))

        #expect(read.software.name == "diaspora")
        #expect(read.software.version == "0.7.18.2-p84e7e411")
        #expect(read.protocols == ["diaspora"])
        #expect(read.usage.users == 120 && read.usage.activeMonth == 7)
        #expect(read.usage.localPosts == 4_000 && read.usage.localComments == nil)
        #expect(read.nodeName == "diaspora*" && read.isOpen)
    }

    @Test(arguments: [
        ("\"version\": \"2.1\"", "\"version\": \"3.0\"", DiscoveryError.unknownVersion),
        ("dandelion", "Dandelion Pod", .invalidSoftwareName("Dandelion Pod")),
        ("dandelion", "", .invalidSoftwareName("")),
        ("\"usage\"", "\"used\"", .unreadable),
        ("\"openRegistrations\": true", "\"openRegistrations\": \"yes\"", .unreadable),
        ("\"users\"", "\"people\"", .unreadable),
    ])
    func whatTheSchemaForbidsIsRefused(old: String, new: String, error: DiscoveryError) throws {
        let text = String(decoding: ours.json(.v2_1), as: UTF8.self)
        try #require(text.contains(old))

        #expect(throws: error) {
            try NodeInfo(reading: Data(text.replacing(old, with: new).utf8))
        }
    }

    @Test func whatAPodTellsBesideIsPassedOver() throws {
        let text = String(decoding: ours.json(.v2_1), as: UTF8.self)
        for metadata in ["[]", "{\"nodeName\": 7}", "{\"a\": {\"b\": []}}"] {
            let other = text.replacing(#/"metadata": \{[^}]*\}/#, with: "\"metadata\": " + metadata)

            #expect(try NodeInfo(reading: Data(other.utf8)).nodeName == nil, "\(metadata)")
        }
    }

    @Test func attack6LinksToOtherPodsArePassedOver() throws {
        let schema = "http://nodeinfo.diaspora.software/ns/schema/"
        func links(_ links: [(String, String)]) -> Data {
            let items = links.map { #"{"rel":"\#(schema)\#($0.0)","href":"\#($0.1)"}"# }
            return Data(#"{"links":[\#(items.joined(separator: ","))]}"#.utf8)
        }
        let mixed = links([
            ("2.1", "https://evil.example/nodeinfo/2.1"), ("2.0", "https://pod-a.org/n/2.0"),
            ("9.9", "https://pod-a.org/n/9.9"),
        ])
        let foreign = links([("2.1", "https://evil.example/nodeinfo/2.1")])

        let read = try NodeInfoLinks(reading: mixed, at: fixture.pod)
        #expect(read.best == "https://pod-a.org/n/2.0")
        #expect(throws: DiscoveryError.unknownVersion) {
            try NodeInfoLinks(reading: foreign, at: fixture.pod)
        }
        #expect(throws: DiscoveryError.unreadable) {
            try NodeInfoLinks(reading: Data("[]".utf8), at: fixture.pod)
        }
    }

    @Test func documentsAreOfBoundedLength() {
        let long = Data(repeating: 0x20, count: NodeInfo.maximumBytes + 1)

        #expect(throws: DiscoveryError.tooLarge(bytes: long.count)) {
            try NodeInfo(reading: long)
        }
        #expect(throws: DiscoveryError.tooLarge(bytes: long.count)) {
            try NodeInfoLinks(reading: long, at: fixture.pod)
        }
    }

    private var ours: NodeInfo {
        NodeInfo(
            software: .init(
                name: "dandelion", version: "0.1.0", repository: "https://example.org/src"),
            outboundServices: ["atom1.0"], isOpen: true, usage: .init(users: 3, localPosts: 70),
            nodeName: "My pod")
    }
}
