import Cryptography
import Foundation
import TestSupport
import Testing

@testable import Diaspora

/// Attacks 20 and 62: what the bodies cost that strangers send, before any signature is looked at.
@Suite(.serialized) struct MessageCostTests {
    /// The most memory that a byte may cost, in bytes.
    static let bytesPerByte = 100

    static let comment =
        "<comment><author>a@b.example</author><guid>0123456789abcdef</guid>"
        + "<parent_guid>0123456789abcdef</parent_guid>"
    static let post =
        "<status_message><author>a@b.example</author><guid>0123456789abcdef</guid>"
        + "<created_at>2024-01-02T03:04:05Z</created_at><public>true</public><text>x</text>"

    static let payloads = [
        CostShape(
            "text", before: comment + "<text>", "word ", bytes: 64_000, after: "</text></comment>"),
        CostShape(
            "marks upon letters", before: comment + "<text>", CostShape.markedLetter,
            bytes: 120_000, after: "</text></comment>"),
        CostShape(
            "marks upon one letter", before: comment + "<text>e", "\u{301}\u{316}",
            bytes: 1 << 20, after: "</text></comment>"),
        CostShape(
            "flags", before: comment + "<text>", "\u{1F1E6}", bytes: 64_000,
            after: "</text></comment>"),
        CostShape(
            "text of references", before: comment + "<text>", "&#65;", bytes: 200_000,
            after: "</text></comment>"),
        CostShape(
            "a text too long", before: comment + "<text>", "word ", bytes: 2_000_000,
            after: "</text></comment>"),
        CostShape(
            "unknown elements", before: comment + "<text>x</text>", bytes: 20_000,
            after: "</comment>"
        ) { "<x\($0)>y</x\($0)>" },
        CostShape(
            "too many elements", before: comment, "<text>x</text>", bytes: 1 << 19,
            after: "</comment>"),
        CostShape(
            "nested elements", before: comment, bytes: 1 << 19, after: "</comment>"
        ) { _ in
            String(repeating: "<x>", count: 30) + "y" + String(repeating: "</x>", count: 30)
        },
        CostShape(
            "a time", before: comment + "<text>x</text><created_at>2024-01-02", " ",
            bytes: 1 << 20, after: "</created_at></comment>"),
        CostShape(
            "an author", before: "<comment><author>", "a@b.", bytes: 1 << 20,
            after: "</author></comment>"),
        CostShape(
            "an author of letters", before: "<comment><author>a@", bytes: 1 << 19,
            after: "</author></comment>"
        ) { String(Unicode.Scalar(0x4E00 + UInt32($0 % 20_000)) ?? "x") },
        CostShape(
            "signature", before: comment + "<text>x</text><author_signature>", "QUJD",
            bytes: 1 << 20, after: "</author_signature></comment>"),
        CostShape("photos", before: post, bytes: 400_000, after: "</status_message>") { index in
            "<photo><author>a@b.example</author><guid>0123456789abcdef\(index)</guid>"
                + "<public>true</public><created_at>2024-01-02T03:04:05Z</created_at>"
                + "<remote_photo_path>https://b.example/</remote_photo_path>"
                + "<remote_photo_name>x.jpg</remote_photo_name><height>1</height>"
                + "<width>1</width></photo>"
        },
        CostShape(
            "answers of a poll",
            before: post + "<poll><guid>0123456789abcdef</guid><question>x</question>",
            bytes: 80_000, after: "</poll></status_message>"
        ) {
            "<poll_answer><guid>0123456789abcdef\($0)</guid><answer>y\($0)</answer></poll_answer>"
        },
        CostShape(
            "participants",
            before: "<conversation><author>a@b.example</author><guid>0123456789abcdef</guid>"
                + "<subject>x</subject><created_at>2024-01-02T03:04:05Z</created_at><participants>",
            bytes: 20_000, after: "</participants></conversation>"
        ) { "a\($0)@b.example;" },
        CostShape(
            "tags of a profile",
            before: "<profile><author>a@b.example</author><tag_string>", "#a ", bytes: 1 << 20,
            after: "</tag_string></profile>"),
    ]

    static let envelopes = [
        CostShape(
            "data",
            before: "<me:env xmlns:me='http://salmon-protocol.org/ns/magic-env'>"
                + "<me:data type='application/xml'>", "QUJD", bytes: 3_000_000,
            after: "</me:data><me:encoding>base64url</me:encoding><me:alg>RSA-SHA256</me:alg>"
                + "<me:sig key_id='YUBiLmV4YW1wbGU='>QUJD</me:sig></me:env>"),
        CostShape(
            "data in sections",
            before: "<me:env xmlns:me='u'><me:data type='application/xml'>",
            "<![CDATA[QUJD]]>", bytes: 2_000_000,
            after: "</me:data><me:encoding>base64url</me:encoding><me:alg>RSA-SHA256</me:alg>"
                + "<me:sig key_id='YUBiLmV4YW1wbGU='>QUJD</me:sig></me:env>"),
        CostShape(
            "parts", before: "<me:env xmlns:me='u'>", "<me:x/>", bytes: 600_000, after: "</me:env>"),
        CostShape(
            "attributes of a part", before: "<me:env xmlns:me='u'><me:data ", bytes: 3_000_000,
            after: "/></me:env>"
        ) { "a\($0)='' " },
        CostShape(
            "a key ID", before: "<me:env xmlns:me='u'><me:sig key_id='", "YUBi", bytes: 8_000,
            after: "'/></me:env>"),
        CostShape(
            "marks of an encoding", before: "<me:env xmlns:me='u'><me:encoding>e",
            "\u{301}\u{316}", bytes: 1 << 20, after: "</me:encoding></me:env>"),
        CostShape(
            "an algorithm", before: "<me:env xmlns:me='u'><me:alg>", "RSA&#10;", bytes: 1 << 20,
            after: "</me:alg></me:env>"),
    ]

    static let encrypted = [
        CostShape(
            "ciphertext", before: "{\"aes_key\":\"QUJD\",\"encrypted_magic_envelope\":\"", "QUJD",
            bytes: 5_000_000, after: "\"}"),
        CostShape(
            "escapes", before: "{\"aes_key\":\"QUJD\",\"encrypted_magic_envelope\":\"",
            "\\u0041", bytes: 2_000_000, after: "\"}"),
        CostShape("arrays", "[", bytes: 2_000_000),
        CostShape("objects", "{\"a\":", bytes: 2_000_000),
        CostShape("members", before: "{", bytes: 1_000_000, after: "\"b\":0}") { "\"a\($0)\":0," },
        CostShape(
            "one member", before: "{", "\"aes_key\":\"\",", bytes: 1_000_000, after: "\"b\":0}"),
        CostShape("a number", before: "{\"aes_key\":", "1", bytes: 2_000_000, after: "}"),
        CostShape("no end", before: "{\"aes_key\":\"", "x", bytes: 2_000_000),
        CostShape("white space", before: "{", " \n", bytes: 2_000_000, after: "}"),
    ]

    static let texts = [
        CostShape("links", bytes: 64_000) { "diaspora://a@b.example/post/0123456789abcdef\($0) " },
        CostShape("beginnings of links", "diaspora://", bytes: 64_000),
        CostShape("links to nobody", "diaspora://a@b/post/", bytes: 64_000),
        CostShape("links of letters", bytes: 64_000) { index in
            "diaspora://" + String(repeating: "ä", count: 120) + "@"
                + String(repeating: "ö", count: 120) + "\(index)/post/0123456789abcdef "
        },
        CostShape("marks in a link", before: "diaspora://e", "\u{301}\u{316}", bytes: 64_000),
        CostShape("a long name", before: "diaspora://", "a", bytes: 64_000),
        CostShape("a long GUID", before: "diaspora://a@b.example/post/", "a.", bytes: 64_000),
    ]

    @Test(arguments: payloads)
    func attack62PayloadsCostWhatTheyAreLong(shape: CostShape) {
        expectProportion(
            CostMeasurement(shape) { bytes in
                guard let entity = try? EntityReader.read(bytes) else { return }
                _ = entity.xml
                _ = entity.json
            })
    }

    @Test(arguments: envelopes)
    func attack62EnvelopesCostWhatTheyAreLong(shape: CostShape) {
        expectProportion(
            CostMeasurement(shape) { bytes in _ = try? MagicEnvelope(parsing: bytes) })
    }

    @Test(arguments: encrypted)
    func attack62EncryptedBodiesCostWhatTheyAreLong(shape: CostShape) throws {
        let bob = try TestPerson.named("bob")
        expectProportion(
            CostMeasurement(shape) { bytes in
                _ = try? EncryptedMagicEnvelope(parsing: bytes).decrypt(with: bob.key)
            })
    }

    @Test(arguments: texts)
    func attack62LinksInTextsCostWhatTheyAreLong(shape: CostShape) {
        expectProportion(
            CostMeasurement(shape) { bytes in
                _ = EntityLink.all(in: String(decoding: bytes, as: UTF8.self))
            })
    }

    private func expectProportion(_ cost: CostMeasurement) {
        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(cost.peakRatio <= CostMeasurement.maximumPeakRatio)
        #expect(cost.peakBytes <= Self.bytesPerByte * cost.bytes + (64 << 10))
    }
}
