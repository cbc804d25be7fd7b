import Cryptography
import Testing

@Suite struct RSAKeyTests {
    @Test(arguments: ["alice", "bob", "eve"])
    func keysSurviveReadingAndWriting(name: String) throws {
        let publicText = try fixture("\(name).public.pem")
        let privateText = try fixture("\(name).private.pem")

        let publicKey = try RSAPublicKey(pem: publicText)
        let privateKey = try RSAPrivateKey(pem: privateText)

        #expect(try publicKey.pem == publicText)
        #expect(try privateKey.pem == privateText)
        #expect(try privateKey.publicKey.pem == publicText)
        #expect(publicKey.bits == 2048)
    }

    @Test func aBarePublicKeyIsReadAndWrittenAsX509() throws {
        let key = try RSAPublicKey(pem: fixture("alice.pkcs1.public.pem"))

        #expect(try key.pem == fixture("alice.public.pem"))
    }

    @Test func whiteSpaceAroundAndCarriageReturnsAreForgiven() throws {
        let text = try fixture("alice.public.pem")
        let typed = "\n  " + text.replacing("\n", with: "\r\n") + " \n"

        #expect(try RSAPublicKey(pem: typed).pem == text)
    }

    @Test func aNewKeyHasTheSizeAskedForAndWorks() async throws {
        let key = try await RSAKeyGenerator().generate(bits: 2048)

        let read = try RSAPrivateKey(pem: key.pem)
        let signature = try read.sign(Array("hello".utf8))

        #expect(try key.publicKey.bits == 2048)
        #expect(try key.pem.hasPrefix("-----BEGIN RSA PRIVATE KEY-----\n"))
        #expect(try key.publicKey.verifies(signature, of: Array("hello".utf8)))
    }

    @Test func theUsualKeyHas4096Bits() {
        #expect(RSAPrivateKey.usualBits == 4096)
    }

    @Test(arguments: [512, 1024, 8448])
    func noKeyIsMadeThatOthersWouldRefuse(bits: Int) {
        #expect(throws: CryptographyError.unacceptableKeySize(bits: bits)) {
            try RSAPrivateKey(generatingBits: bits)
        }
    }

    @Test(arguments: [
        ("weak-512", CryptographyError.unacceptableKeySize(bits: 512)),
        ("weak-1024", .unacceptableKeySize(bits: 1024)),
        ("long-16384", .unacceptableKeySize(bits: 16_384)),
        ("exponent-1", .unacceptableExponent),
        ("exponent-even", .unacceptableExponent),
        ("elliptic", .malformedKey),
    ])
    func attack22UnfitKeysAreRefused(name: String, error: CryptographyError) throws {
        let text = try fixture("\(name).public.pem")

        #expect(throws: error) { try RSAPublicKey(pem: text) }
    }

    @Test func whatIsNoPublicKeyIsRefused() throws {
        let text = try fixture("alice.public.pem")
        let cut = text.split(separator: "\n").enumerated().filter { $0.offset != 3 }
            .map { String($0.element) }.joined(separator: "\n")

        for wrong in [
            "", "hello", "-----BEGIN PUBLIC KEY-----", text + text, cut,
            text.replacing("END PUBLIC", with: "END PRIVATE"),
            text.replacing("PUBLIC KEY", with: "CERTIFICATE"),
            try fixture("alice.private.pem"),
            "-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----\n",
            "-----BEGIN PUBLIC KEY-----\n" + String(repeating: "A", count: 70_000)
                + "\n-----END PUBLIC KEY-----\n",
        ] {
            #expect(throws: CryptographyError.malformedKey) { try RSAPublicKey(pem: wrong) }
        }
    }

    @Test func anEncryptedPrivateKeyIsRefusedAndNobodyIsAskedForItsPassword() throws {
        let text = try fixture("alice.encrypted.private.pem")

        #expect(throws: CryptographyError.malformedKey) { try RSAPrivateKey(pem: text) }
    }
}
