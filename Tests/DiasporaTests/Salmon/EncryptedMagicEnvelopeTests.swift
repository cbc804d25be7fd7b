import Cryptography
import Foundation
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

    @Test func attack23EveryFailureToDecryptIsTheSame() throws {
        let good = try encrypted()
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
        let bodies = [
            body(key: flipped, ciphertext: good.ciphertext),
            body(key: [], ciphertext: good.ciphertext),
            body(key: [1, 2, 3], ciphertext: good.ciphertext),
            body(key: try eve.publicKey.encrypt([1]), ciphertext: good.ciphertext),
            body(key: good.encryptedKey, ciphertext: damaged),
            body(key: good.encryptedKey, ciphertext: good.ciphertext.dropLast()),
            body(key: good.encryptedKey, ciphertext: []),
            body(key: try bundle(""), ciphertext: good.ciphertext),
            body(key: try bundle("[]"), ciphertext: good.ciphertext),
            body(key: try bundle("{\"key\":\"*\",\"iv\":\"\"}"), ciphertext: good.ciphertext),
            body(key: try bundle(key: 32, vector: 15), ciphertext: good.ciphertext),
            body(key: try bundle(key: 32, vector: 17), ciphertext: good.ciphertext),
            body(key: try bundle(key: 16, vector: 16), ciphertext: good.ciphertext),
            body(key: try bundle(key: 32, vector: 16), ciphertext: good.ciphertext),
        ]
        for (index, body) in bodies.enumerated() {
            #expect(throws: EncryptedMagicEnvelopeError.undecryptable, "\(index)") {
                try decrypt(body)
            }
        }
    }
}
