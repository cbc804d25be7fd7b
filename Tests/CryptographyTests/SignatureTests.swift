import Cryptography
import Testing

@Suite struct SignatureTests {
    @Test(arguments: ["good_comment.xml", "good_status_message.xml", "good_profile.xml"])
    func envelopesOfTheReferenceImplementationVerifyAndAreSignedAlike(name: String) throws {
        let envelope = try #require(EnvelopeFixture(fixture(name)))
        let alice = try RSAPrivateKey(pem: fixture("alice.private.pem"))
        let eve = try RSAPublicKey(pem: fixture("eve.public.pem"))

        #expect(try alice.publicKey.verifies(envelope.signature, of: envelope.subject))
        #expect(try alice.sign(envelope.subject) == envelope.signature)
        #expect(try !eve.verifies(envelope.signature, of: envelope.subject))
    }

    @Test func anEnvelopeWithAnotherPayloadDoesNotVerify() throws {
        let envelope = try #require(EnvelopeFixture(fixture("bad_flipped_payload.xml")))
        let alice = try RSAPublicKey(pem: fixture("alice.public.pem"))

        #expect(try !alice.verifies(envelope.signature, of: envelope.subject))
    }

    @Test func theShortKeyOfTheDocumentationVerifiesWhereItIsAllowed() throws {
        let envelope = try #require(EnvelopeFixture(fixture("salmon.xml")))
        let key = try RSAPublicKey(pem: fixture("salmon.public.pem"), bits: 1024...1024)

        #expect(try key.verifies(envelope.signature, of: envelope.subject))
    }

    @Test func brokenSignaturesAreRefusedWithoutAnError() throws {
        let key = try RSAPrivateKey(pem: fixture("bob.private.pem"))
        let message = Array("message".utf8)
        let signature = try key.sign(message)
        var flipped = signature
        flipped[100] ^= 1

        for wrong in [[], [0], flipped, signature + [0], signature.dropLast()] as [[UInt8]] {
            #expect(try !key.publicKey.verifies(wrong, of: message))
        }
        #expect(try key.publicKey.verifies(key.sign([UInt8]()), of: [UInt8]()))
    }
}
