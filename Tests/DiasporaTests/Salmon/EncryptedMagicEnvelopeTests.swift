import Cryptography
import Foundation
import TestSupport
import Testing

@testable import Diaspora

/// Spec: diaspora* federation protocol, "Encrypted Magic Envelope".
@Suite struct EncryptedMagicEnvelopeTests {
    private let bob: TestPerson
    private let envelope: [UInt8]

    init() throws {
        bob = try TestPerson.named("bob")
        envelope = try Fixture.bytes("salmon/salmon.xml")
    }

    /// Counts up from 0: the key of the protocol's example.
    private struct CountingBytes: RandomBytes {
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map(UInt8.init) }
    }

    private func encrypted(random: any RandomBytes = SeededRandomBytes(seed: 1)) throws
        -> EncryptedMagicEnvelope
    {
        try EncryptedMagicEnvelope(encrypting: envelope, for: bob.publicKey, random: random)
    }

    private func body(key: [UInt8], ciphertext: [UInt8]) -> [UInt8] {
        let parts = [
            "aes_key": Base64.encode(key), "encrypted_magic_envelope": Base64.encode(ciphertext),
        ]
        return Array(
            "{\(parts.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ","))}".utf8)
    }

    private func decrypt(_ body: [UInt8]) throws(EncryptedMagicEnvelopeError) -> [UInt8] {
        try EncryptedMagicEnvelope(parsing: body).decrypt(with: bob.key)
    }

    @Test func point2TheExampleOfTheProtocolIsWrittenByteForByte() throws {
        let body = try encrypted(random: CountingBytes())

        let example = try Fixture.text("salmon/salmon.aes.txt")
        #expect(Base64.encode(body.ciphertext) == example.filter { !$0.isWhitespace })
        #expect(
            try String(decoding: bob.key.decrypt(body.encryptedKey), as: UTF8.self)
                == #"{"key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","iv":"AAECAwQFBgcICQoLDA0ODw=="}"#
        )
    }

    @Test func point2WhatIsEncryptedForSomebodyTheyCanDecrypt() throws {
        let body = try encrypted().json

        #expect(try decrypt(body) == envelope)
        let keys = try JSONSerialization.jsonObject(with: Data(body)) as? [String: String]
        #expect(keys?.keys.sorted() == ["aes_key", "encrypted_magic_envelope"])
    }

    @Test func point2KeysOf4096BitsWork() throws {
        let key = try RSAPrivateKey(generatingBits: 4_096)
        let body = try EncryptedMagicEnvelope(
            encrypting: envelope, for: key.publicKey, random: SeededRandomBytes(seed: 2))

        #expect(try EncryptedMagicEnvelope(parsing: body.json).decrypt(with: key) == envelope)
    }

    @Test func linesMayBeBroken() throws {
        let body = try encrypted()
        let text = String(decoding: body.json, as: UTF8.self)
        let half = Base64.encode(body.ciphertext).prefix(60)

        #expect(try decrypt(Array(text.replacing(half, with: half + "\\n").utf8)) == envelope)
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "\"x\"", "{\"aes_key\":\"\"}",
        "{\"aes_key\":1,\"encrypted_magic_envelope\":\"\"}",
        "{\"aes_key\":\"*\",\"encrypted_magic_envelope\":\"\"}",
        "{\"aes_key\":null,\"encrypted_magic_envelope\":null}",
    ])
    func whatIsNoEncryptedEnvelopeIsRefused(text: String) {
        #expect(throws: EncryptedMagicEnvelopeError.malformed) { try decrypt(Array(text.utf8)) }
    }

    @Test func attack20ABodyThatIsTooLargeIsNotEvenRead() {
        #expect(throws: EncryptedMagicEnvelopeError.tooLarge(bytes: 5_242_881)) {
            try decrypt([UInt8](repeating: 0x20, count: 5_242_881))
        }
    }

    /// Everything that can be wrong with a body, by name; the envelope in it is long, so that decrypting it shows.
    private func undecryptable() throws -> [(name: String, body: EncryptedMagicEnvelope)] {
        let long = [UInt8](repeating: 0x20, count: 64_000)
        let good = try EncryptedMagicEnvelope(
            encrypting: long, for: bob.publicKey, random: SeededRandomBytes(seed: 1))
        let eve = try TestPerson.named("eve")
        func bundle(_ text: String) throws -> [UInt8] {
            try bob.publicKey.encrypt(Array(text.utf8))
        }
        func bundle(key: Int, vector: Int) throws -> [UInt8] {
            let key = Base64.encode([UInt8](repeating: 0, count: key))
            let vector = Base64.encode([UInt8](repeating: 0, count: vector))
            return try bundle("{\"key\":\"\(key)\",\"iv\":\"\(vector)\"}")
        }
        var flipped = good.encryptedKey
        flipped[10] ^= 1
        var damaged = good.ciphertext
        damaged[damaged.count - 1] ^= 1
        let keys = [
            ("padding of the key", flipped), ("no key", []), ("a short key", [1, 2, 3]),
            ("somebody else's key", try eve.publicKey.encrypt([1])),
            ("an empty bundle", try bundle("")), ("a list as bundle", try bundle("[]")),
            ("garbage as bundle", try bundle(String(repeating: "\u{80}", count: 40))),
            ("no base64 in the bundle", try bundle("{\"key\":\"*\",\"iv\":\"\"}")),
            ("a vector of 15", try bundle(key: 32, vector: 15)),
            ("a vector of 17", try bundle(key: 32, vector: 17)),
            ("a key of 16", try bundle(key: 16, vector: 16)),
            ("another key", try bundle(key: 32, vector: 16)),
        ]
        let texts = [
            ("padding of the text", damaged), ("a text cut short", good.ciphertext.dropLast()),
        ]
        return try keys.map {
            (
                $0.0,
                try EncryptedMagicEnvelope(parsing: body(key: $0.1, ciphertext: good.ciphertext))
            )
        }
            + texts.map {
                (
                    $0.0,
                    try EncryptedMagicEnvelope(
                        parsing: body(key: good.encryptedKey, ciphertext: $0.1))
                )
            }
    }

    @Test func attack23EveryFailureToDecryptIsTheSame() throws {
        for (name, body) in try undecryptable() {
            #expect(throws: EncryptedMagicEnvelopeError.undecryptable, "\(name)") {
                try body.decrypt(with: bob.key)
            }
        }
        let empty = try EncryptedMagicEnvelope(
            parsing: body(key: encrypted().encryptedKey, ciphertext: []))
        #expect(throws: EncryptedMagicEnvelopeError.undecryptable) {
            try empty.decrypt(with: bob.key)
        }
    }

    /// Counts allocations rather than instants: the key, the bundle and the text are gone through every time.
    @Test func attack23EveryFailureToDecryptTakesTheSameSteps() throws {
        let counts = try undecryptable().map { name, body in
            (name, AllocationCount { _ = try? body.decrypt(with: bob.key) })
        }
        let blocks = counts.map(\.1.blocks)
        let least = try #require(blocks.min())
        for (name, count) in counts {
            // The whole text was decrypted: its bytes, and as many again.
            #expect(count.peakBytes > 120_000 && count.peakBytes < 220_000, "\(name)")
            #expect(count.blocks <= least + least / 4 + 40, "\(name): \(blocks)")
        }
    }
}
