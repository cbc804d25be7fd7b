import Cryptography
import Foundation
import Markup
import Testing

@testable import Diaspora

/// Spec: diaspora* federation protocol, "Magic Envelope".
@Suite struct MagicEnvelopeTests {
    private let alice: TestPerson
    private let text: String

    init() throws {
        alice = try TestPerson.named("alice")
        text = String(decoding: try alice.body(Sample.postXML()), as: UTF8.self)
    }

    private func parse(_ text: String) throws(MagicEnvelopeError) -> MagicEnvelope {
        try MagicEnvelope(parsing: Array(text.utf8))
    }

    private func replacing(_ part: String, with other: String) throws -> MagicEnvelope {
        #expect(text.contains(part))
        return try parse(text.replacing(part, with: other))
    }

    private func content(_ name: String) throws -> String {
        let start = try #require(text.range(of: "<me:\(name)"))
        let opening = try #require(text.range(of: ">", range: start.upperBound..<text.endIndex))
        let end = try #require(text.range(of: "</me:\(name)>"))
        return String(text[opening.upperBound..<end.lowerBound])
    }

    @Test func point1TheExampleOfTheProtocolIsVerifiedAndWrittenByteForByte() throws {
        let body = try Fixture.bytes("salmon/salmon.xml")
        let key = try RSAPublicKey(
            pem: Fixture.text("salmon/salmon.public.pem"), bits: 1_024...8_192)

        let envelope = try MagicEnvelope(parsing: body)

        #expect(envelope.sender.description == "alice@pod-a.org")
        #expect(try envelope.isSigned(by: key))
        #expect(envelope.xml == body)
        #expect(
            SHA256Digest(of: body).hexadecimal
                == "a185f8ffa923f9080dd460e17bdb605488f37798a0937fcf08731c61ca2ff548")
        #expect(try EntityReader.read(envelope.payload).xml == envelope.payload)
    }

    @Test func point1WhatWasSignedIsParsedAndVerified() throws {
        let payload = Array(Sample.postXML().utf8)
        let envelope = try MagicEnvelope(signing: payload, sender: alice.id, key: alice.key)

        #expect(try MagicEnvelope(parsing: envelope.xml) == envelope)
        #expect(try envelope.isSigned(by: alice.publicKey))
        #expect(try !envelope.isSigned(by: TestPerson.named("eve").publicKey))
    }

    @Test func attack12PaddingAndAlphabetDoNotMatter() throws {
        for name in ["data", "sig"] {
            let content = try content(name)
            let bare = content.replacing("=", with: "")
            let standard = content.replacing("-", with: "+").replacing("_", with: "/")
            for form in [bare, standard] {
                #expect(try replacing(content, with: form).isSigned(by: alice.publicKey))
            }
        }
    }

    @Test(arguments: [" ", "\n", "\t", "\r\n"])
    func attack12WhiteSpaceWithinDataOrSignatureIsRefused(space: String) throws {
        for name in ["data", "sig"] {
            let content = try content(name)
            let middle = content.index(content.startIndex, offsetBy: 40)
            let forms = [
                space + content, content + space,
                content[..<middle] + space + content[middle...],
            ]
            for form in forms {
                #expect(throws: MagicEnvelopeError.invalidBase64("me:\(name)")) {
                    try replacing(content, with: form)
                }
            }
        }
    }

    @Test(arguments: ["RSA-SHA1", "none", "rsa-sha256", "RSA-SHA512", ""])
    func attack12OtherAlgorithmsAreRefused(name: String) {
        #expect(throws: MagicEnvelopeError.unsupportedAlgorithm(name)) {
            try replacing("<me:alg>RSA-SHA256<", with: "<me:alg>\(name)<")
        }
    }

    @Test func attack12WhatMustBeThereIsMissed() throws {
        let data = try content("data")
        let signature = try content("sig")
        #expect(throws: MagicEnvelopeError.unsupportedAlgorithm(nil)) {
            try replacing("<me:alg>RSA-SHA256</me:alg>", with: "")
        }
        #expect(throws: MagicEnvelopeError.unsupportedEncoding(nil)) {
            try replacing("<me:encoding>base64url</me:encoding>", with: "")
        }
        #expect(throws: MagicEnvelopeError.unsupportedEncoding("base64")) {
            try replacing(">base64url<", with: ">base64<")
        }
        #expect(throws: MagicEnvelopeError.unsupportedType("text/plain")) {
            try replacing("application/xml", with: "text/plain")
        }
        #expect(throws: MagicEnvelopeError.unsupportedType(nil)) {
            try replacing(" type=\"application/xml\"", with: "")
        }
        #expect(throws: MagicEnvelopeError.missingKeyID) {
            try replacing("key_id=\"", with: "key=\"")
        }
        #expect(throws: MagicEnvelopeError.empty("me:data")) { try replacing(data, with: "") }
        #expect(throws: MagicEnvelopeError.empty("me:sig")) { try replacing(signature, with: "") }
        #expect(throws: MagicEnvelopeError.missing("me:sig")) {
            try replacing("me:sig", with: "me:other")
        }
        #expect(throws: MagicEnvelopeError.notAnEnvelope(root: "envelope")) {
            try replacing("me:env", with: "me:envelope")
        }
    }

    @Test(arguments: ["data", "encoding", "alg", "sig"])
    func attack12TwoOfOneElementAreRefused(name: String) {
        #expect(throws: MagicEnvelopeError.repeated("me:\(name)")) {
            try replacing("</me:env>", with: "<me:\(name)>x</me:\(name)></me:env>")
        }
    }

    @Test func thePrefixMustBeTheUsualOne() throws {
        #expect(throws: MagicEnvelopeError.missing("me:data")) {
            try parse(
                text.replacing("me:", with: "m:").replacing("xmlns:me", with: "xmlns:m"))
        }
        #expect(throws: MagicEnvelopeError.self) {
            try parse(text.replacing("me:", with: "").replacing("xmlns:me", with: "xmlns"))
        }
        #expect(try replacing("http://salmon-protocol.org", with: "urn:x") == parse(text))
    }

    @Test(arguments: ["alice", "ALICE@one.example", "alice@one.example ", "acct:alice@one.example"])
    func attack26ASenderIsNamedExactly(name: String) throws {
        let keyID = Base64URL.encode(Array(alice.id.description.utf8))
        #expect(throws: MagicEnvelopeError.invalidSender) {
            try replacing(keyID, with: Base64URL.encode(Array(name.utf8)))
        }
    }

    @Test func attack19AnyDocumentTypeIsRefused() {
        #expect(throws: MagicEnvelopeError.unreadable(.documentType)) {
            try replacing("<me:env ", with: "<!DOCTYPE x [<!ENTITY y \"z\">]><me:env ")
        }
        #expect(throws: MagicEnvelopeError.self) { try parse("") }
    }
}
