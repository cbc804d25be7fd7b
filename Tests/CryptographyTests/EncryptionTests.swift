import Cryptography
import Foundation
import Testing

@Suite struct EncryptionTests {
    private struct Bundle: Decodable {
        let aes_key: Data
        let encrypted_magic_envelope: Data
    }

    private struct Key: Decodable {
        let key: Data
        let iv: Data
    }

    @Test func aPrivateMessageOfTheReferenceImplementationIsRead() throws {
        let bundle = try JSONDecoder().decode(
            Bundle.self, from: Data(fixture("good_comment_encrypted.json").utf8))
        let bob = try RSAPrivateKey(pem: fixture("bob.private.pem"))

        let key = try JSONDecoder().decode(
            Key.self, from: Data(bob.decrypt(Array(bundle.aes_key))))
        let cipher = try AESCBC(key: Array(key.key), initializationVector: Array(key.iv))
        let plain = try cipher.decrypt(bundle.encrypted_magic_envelope)
        let envelope = try #require(EnvelopeFixture(String(decoding: plain, as: UTF8.self)))

        let alice = try RSAPublicKey(pem: fixture("alice.public.pem"))
        #expect(try alice.verifies(envelope.signature, of: envelope.subject))
    }

    @Test func theEncryptedExampleOfTheDocumentationIsMadeByteByByte() throws {
        let cipher = try AESCBC(
            key: Array(0...31), initializationVector: Array(0...15))
        let example = try fixture("salmon.aes.txt").trimmingCharacters(in: .newlines)

        let sealed = try cipher.encrypt(Data(fixture("salmon.xml").utf8))

        #expect(Data(sealed).base64EncodedString() == example)
    }

    // NIST SP 800-38A, F.2.5, with the block of padding that PKCS#7 adds.
    @Test func blocksAreEncryptedAsNISTDoes() throws {
        let cipher = try AESCBC(
            key: hexadecimal("603deb1015ca71be2b73aef0857d7781 1f352c073b6108d72d9810a30914dff4"),
            initializationVector: hexadecimal("000102030405060708090a0b0c0d0e0f"))

        let sealed = try cipher.encrypt(hexadecimal("6bc1bee22e409f96e93d7e117393172a"))

        #expect(sealed.prefix(16) == hexadecimal("f58c4c04d6e5f1ba779eabfb5f7bfbd6")[...])
        #expect(sealed.count == 32)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 1000])
    func textsOfEveryLengthSurvive(length: Int) throws {
        let random = SeededRandomBytes(seed: 1)
        let cipher = AESCBC(random: random)
        let text = random.bytes(length)

        #expect(try cipher.decrypt(cipher.encrypt(text)) == text)
    }

    @Test func attack23EveryBrokenMessageGivesTheSameError() throws {
        let cipher = AESCBC(random: SeededRandomBytes(seed: 1))
        let other = AESCBC(random: SeededRandomBytes(seed: 2))
        let sealed = try cipher.encrypt(Array("a text of more than one block".utf8))

        for wrong in [[], Array(sealed.dropLast()), Array(sealed.dropLast(16))] as [[UInt8]] {
            #expect(throws: CryptographyError.undecryptable) { try cipher.decrypt(wrong) }
        }
        #expect(throws: CryptographyError.undecryptable) { try other.decrypt(sealed) }

        let alice = try RSAPrivateKey(pem: fixture("alice.private.pem"))
        let forBob = try RSAPublicKey(pem: fixture("bob.public.pem")).encrypt([1, 2, 3])
        for wrong in [[], [1], forBob, forBob + [0]] as [[UInt8]] {
            #expect(throws: CryptographyError.undecryptable) { try alice.decrypt(wrong) }
        }
    }

    @Test func attack23WrongLengthsOfKeyAndVectorAreRefused() {
        #expect(throws: CryptographyError.unacceptableLength(expected: 32, found: 16)) {
            try AESCBC(key: Array(0...15), initializationVector: Array(0...15))
        }
        #expect(throws: CryptographyError.unacceptableLength(expected: 16, found: 12)) {
            try AESCBC(key: Array(0...31), initializationVector: Array(0...11))
        }
    }

    @Test func onlyTheRecipientReadsWhatWasEncryptedForThem() throws {
        let bob = try RSAPrivateKey(pem: fixture("bob.private.pem"))
        let secret = Array(#"{"key":"…","iv":"…"}"#.utf8)

        let sealed = try bob.publicKey.encrypt(secret)

        #expect(try bob.decrypt(sealed) == secret)
        #expect(try bob.publicKey.encrypt(secret) != sealed)
        #expect(throws: CryptographyError.unacceptableLength(expected: 245, found: 246)) {
            try bob.publicKey.encrypt([UInt8](repeating: 1, count: 246))
        }
    }
}
