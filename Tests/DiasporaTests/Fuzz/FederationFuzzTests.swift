import Cryptography
import Foundation
import TestSupport
import Testing

@testable import Diaspora

/// The vectors, cut, doubled and peppered at random: what reads messages of strangers may refuse
/// them, and may not crash or hang.
///
/// A fixed number of rounds, or as many seconds as `FUZZ_SECONDS` says.
@Suite struct FederationFuzz {
    private let rounds = FuzzRounds(usual: 1_500)

    @Test func mutatedEnvelopesAreReadOrRefused() throws {
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            let body = mutation.next(.envelope)
            // Refused or read: what may not happen is anything else.
            guard let envelope = try? MagicEnvelope(parsing: body) else { return true }
            return (try? MagicEnvelope(parsing: envelope.xml)) == envelope
        }
    }

    @Test func mutatedEntitiesAreReadOrRefused() throws {
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            guard let entity = try? EntityReader.read(mutation.next(.payload)) else { return true }
            // Unknown elements with one name are signed once, and so written once.
            return (try? EntityReader.read(entity.xml)) == entity && !entity.json.isEmpty
        }
    }

    @Test func mutatedEncryptedBodiesAreReadOrRefused() throws {
        let bob = try TestPerson.named("bob")
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            let body = mutation.next(.encrypted)
            guard let encrypted = try? EncryptedMagicEnvelope(parsing: body) else { return true }
            _ = try? encrypted.decrypt(with: bob.key)
            return (try? EncryptedMagicEnvelope(parsing: encrypted.json)) == encrypted
        }
    }

    @Test func mutatedTextsGiveLinksThatCanBeWritten() throws {
        var mutation = try BodyMutation(seed: rounds.seed)
        rounds.run {
            let text = String(decoding: mutation.next(.link), as: UTF8.self)
            return EntityLink.all(in: text).allSatisfy {
                EntityLink.all(in: $0.description) == [$0]
            }
        }
    }
}

/// How often a fuzz test runs, and from which seed.
struct FuzzRounds {
    let seed: UInt64
    private let usual: Int
    private let seconds: Double?

    init(usual: Int) {
        let environment = ProcessInfo.processInfo.environment
        seconds = environment["FUZZ_SECONDS"].flatMap(Double.init)
        self.usual = usual
        let seed = environment["FUZZ_SEED"].flatMap(UInt64.init)
        // The same rounds in every usual run, others whenever time is given to look for them.
        self.seed = seed ?? (seconds == nil ? 1 : UInt64.random(in: 0...UInt64.max))
        if seconds != nil { print("FUZZ_SEED=\(self.seed)") }
    }

    /// - Parameter round: Whether what must hold holds.
    func run(_ round: () -> Bool) {
        let end = ContinuousClock.now + .seconds(seconds ?? 0)
        var count = 0
        while count < usual || (seconds != nil && ContinuousClock.now < end) {
            count += 1
            let isSound = round()
            #expect(isSound, "FUZZ_SEED=\(seed), round \(count)")
            if !isSound { return }
        }
    }
}

/// Makes bodies out of the vectors.
struct BodyMutation {
    enum Kind {
        case envelope, payload, encrypted, link
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
