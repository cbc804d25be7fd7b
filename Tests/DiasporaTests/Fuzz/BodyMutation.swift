import Foundation
import TestSupport

@testable import Diaspora

/// Makes bodies out of the vectors, and documents out of those of discovery.
struct BodyMutation {
    enum Kind {
        case envelope, payload, encrypted, link
        case webFinger, hCard, nodeInfo, nodeInfoLinks, stream
    }

    private var generator: SeededGenerator
    private var sources: [Kind: [[UInt8]]] = [:]

    private static let pepper: [[UInt8]] =
        [
            "<", ">", "</", "/>", "&", "&#xD;", "&#0;", "&#x110000;", "]]>", "<![CDATA[", "<!--",
            "-->",
            "<!DOCTYPE x>", "<?x?>", "\u{0}", "\u{FFFE}", "=", "==", "-", "_", "+", "/", " ", "\n",
            "<me:sig/>", "<text/>", "<photo>", "</photo>", "<x xmlns=\"y\">", ":", "@", ";", "\"",
            "{",
            "}", "[", "\\u0000", "null", "1e999", "true", "2024-02-30T99:99:99Z", "diaspora://",
            "web+",
        ].map { Array($0.utf8) } + [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF],
        ]

    private static let documents: [Kind: [String]] = [
        .webFinger: ["webfinger.json"], .hCard: ["hcard.html", "hcard-foreign.html"],
        .nodeInfo: ["nodeinfo-1.0-foreign.json", "nodeinfo-2.0.json", "nodeinfo-2.1.json"],
        .nodeInfoLinks: ["nodeinfo.json"], .stream: ["stream.json", "stream-foreign.json"],
    ]

    init(seed: UInt64) throws {
        generator = SeededGenerator(seed: seed)
        let folder = Fixture.folder.appending(path: "vectors")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            // One of them is long, and would be most of all bytes.
            guard file != "manifest.json", file != "README.md", file != "bad_text_65536.xml" else {
                continue
            }
            let bytes = try Fixture.bytes("vectors/" + file)
            sources[file.hasSuffix(".json") ? .encrypted : .envelope, default: []].append(bytes)
            if let envelope = try? MagicEnvelope(parsing: bytes) {
                sources[.payload, default: []].append(envelope.payload)
            }
        }
        sources[.link] = [
            Array("x diaspora://a@b.example:80/post/0123456789abcdef.".utf8),
            Array("web+diaspora://a@[::1]/status_message/a.b-c_d@e:fghijklmnopq".utf8),
        ]
        for (kind, names) in Self.documents {
            sources[kind] = try names.map { try Fixture.bytes("discovery/" + $0) }
        }
    }

    mutating func next(_ kind: Kind) -> [UInt8] {
        let sources = sources[kind] ?? []
        var bytes = sources.randomElement(using: &generator) ?? []
        for _ in 0...Int.random(in: 0...6, using: &generator) {
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let end = Int.random(in: start...min(bytes.count, start + 200), using: &generator)
            switch Int.random(in: 0...6, using: &generator) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: end)
            case 2: bytes = Array(bytes[..<start])
            case 3:
                let other = sources.randomElement(using: &generator) ?? []
                bytes = bytes[..<start] + other.suffix(other.count - min(other.count, start))
            case 4 where start < bytes.count:
                bytes[start] = UInt8.random(in: 0...255, using: &generator)
            default:
                let pepper = Self.pepper.randomElement(using: &generator) ?? []
                bytes.insert(contentsOf: pepper, at: start)
            }
        }
        return bytes
    }
}
