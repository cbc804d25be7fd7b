import Cryptography
import Escaping
import Foundation
import Testing

@testable import Diaspora

/// Spec: diaspora* federation protocol, "Relayable".
@Suite struct RelayableTests {
    private let alice: TestPerson

    init() throws {
        alice = try TestPerson.named("alice")
    }

    private func comment(_ properties: [(String, String)]) throws -> Entities.Comment {
        guard case .comment(let comment) = try Sample.read(Sample.xml("comment", properties))
        else { throw EntityError.unknownEntity("comment") }
        return comment
    }

    private func properties(_ more: [(String, String)] = []) -> [(String, String)] {
        [
            ("author", "alice@one.example"), ("guid", String(repeating: "c", count: 32)),
            ("parent_guid", String(repeating: "a", count: 32)), ("text", "Hi"),
        ] + more
    }

    /// Signs a text as another pod would and puts the signature behind the properties.
    private func signed(_ properties: [(String, String)], over text: String) throws
        -> Entities.Comment
    {
        let signature = Base64.encode(try alice.key.sign(Array(text.utf8)))
        return try comment(properties + [("author_signature", signature)])
    }

    private let start =
        "alice@one.example;\(String(repeating: "c", count: 32));\(String(repeating: "a", count: 32))"

    private static let example = [
        ("author", "alice@pod-a.org"), ("guid", "e21589b0b41101333b870f77ba60fa73"),
        ("parent_guid", "9e269ae0b41201333b8c0f77ba60fa73"),
        ("text", "this is a very informative comment"),
    ]

    @Test(arguments: [
        (
            example,
            "SQbLeqsEpFmSl74G1fFJXKQcsq6jp5B2ZjmfEOF/LbBccYP2oZEyEqOq18K3Fa71OYTp6Nddb38hCmHWWHvnGUltGfxKBnQ0WHafJUi40VM4VmeRoU8cac6m+1hslwe5SNmK6oh47EV3mRCXlgGGjLIrw7iEwjKL2g9x1gkNp2s="
        ),
        (
            example + [("new_data", "foobar")],
            "SFYXSvCX/DhTFiOUALp2Nf1kfNkGKXrnoBPikAyhaIogGydVBm+8tIlu1U/vsnpyKO3yfC3JReJ00/UBd4J16VO1IxStntq8NUqbSv4me5A/6kdK9Xg6eYbXrqQGm8fUQ5Xuh2UzeB71p7SVySXX3OZHVe0dvHCxH/lsfSDpEjc="
        ),
        (
            Array(example.dropFirst() + example.prefix(1)),
            "XU5X1uqTh8SY6JMG9uhEVR5Rg7FURV6lpRwl/HYOu6DJ3Hd9tpA2aSFFibUxxsMgJXKNrrc5SykrrEdTiQoEei+j0QqZf3B5R7r84qgK7M46KazwIpqRPwVl2MdA/0DdQyYJLA/oavNj1nwll9vtR87M7e/C94qG6P+iQTMBQzo="
        ),
    ])
    func point3TheExamplesOfTheProtocolAreVerified(
        properties: [(String, String)], signature: String
    ) throws {
        let key = try RSAPublicKey(
            pem: Fixture.text("salmon/salmon.public.pem"), bits: 1_024...8_192)
        let comment = try comment(properties + [("author_signature", signature)])

        #expect(try comment.isSigned(by: key))
        #expect(try !comment.isSigned(by: alice.publicKey))
        #expect(
            String(decoding: Entity.comment(comment).xml, as: UTF8.self)
                == Sample.xml("comment", properties + [("author_signature", signature)]))
    }

    @Test func point3UnknownElementsAreRelayedInTheirPlace() throws {
        let properties = [
            ("thread_parent_guid", "x"), ("guid", String(repeating: "c", count: 32)), ("empty", ""),
            ("text", "Hi"), ("parent_guid", String(repeating: "a", count: 32)),
            ("author", "alice@one.example"),
        ]
        let text = properties.map(\.1).joined(separator: ";")
        let comment = try signed(properties, over: text)

        let relayed = try EntityReader.read(Entity.comment(comment).xml)

        #expect(relayed == .comment(comment))
        #expect(try relayed.relayable?.isSigned(by: alice.publicKey) == true)
        #expect(comment.elements.map(\.name) == properties.map(\.0))
    }

    @Test func point3AFractionOfASecondIsNotSigned() throws {
        let properties = properties([("created_at", "2024-01-02T03:04:05.123Z")])

        let canonical = try signed(properties, over: start + ";Hi;2024-01-02T03:04:05Z")
        let literal = try signed(properties, over: start + ";Hi;2024-01-02T03:04:05.123Z")
        let other = try signed(properties, over: start + ";Hi;2024-01-02T03:04:06Z")

        #expect(try canonical.isSigned(by: alice.publicKey))
        #expect(try literal.isSigned(by: alice.publicKey))
        #expect(try !other.isSigned(by: alice.publicKey))
        #expect(canonical.createdAt == Sample.time)
    }

    @Test func point3TruthsAreSignedInTheirUsualForm() throws {
        let xml = [
            ("author", "alice@one.example"), ("guid", String(repeating: "c", count: 32)),
            ("parent_guid", String(repeating: "a", count: 32)), ("parent_type", "Post"),
            ("positive", "1"),
        ]
        let signature = try alice.key.sign(Array((start + ";Post;true").utf8))
        let entity = try Sample.read(
            Sample.xml("like", xml + [("author_signature", Base64.encode(signature))]))

        #expect(try entity.relayable?.isSigned(by: alice.publicKey) == true)
    }

    @Test(arguments: [
        "a\r\nb", "\r", "🦊 emoji ‍ and 漢字", "a\u{0}b\u{FFFE}c", "tab\tand\nline", "; ;", "<&>\"'",
        "e\u{301}", "]]>", " spaces ", "\u{85}\u{2028}",
    ])
    func point3AnyTextSurvivesSigningAndReading(text: String) throws {
        let comment = try Entities.Comment(
            author: alice.id, guid: Sample.guid("c"), parentGUID: Sample.guid(), text: text,
            createdAt: Sample.time
        ).signed(by: alice.key)

        guard case .comment(let read) = try EntityReader.read(Entity.comment(comment).xml) else {
            Issue.record("no comment")
            return
        }

        #expect(Array(read.text.unicodeScalars) == Array(text.sanitizedForXML.unicodeScalars))
        #expect(try read.isSigned(by: alice.publicKey))
        #expect(read.elements == comment.elements)
    }

    @Test func anUnreadableTimeIsSignedAsEmpty() throws {
        let comment = try signed(properties([("created_at", "soon")]), over: start + ";Hi;")

        #expect(comment.createdAt == nil)
        #expect(try comment.isSigned(by: alice.publicKey))
    }

    @Test func whatIsCalledSignatureIsNotSigned() throws {
        let comment = try signed(
            properties([("parent_author_signature", "xyz"), ("my_signature_too", "z")]),
            over: start + ";Hi")

        #expect(try comment.isSigned(by: alice.publicKey))
    }

    @Test func ofUnknownElementsWithOneNameTheFirstIsSigned() throws {
        let comment = try signed(
            properties([("new_data", "1"), ("new_data", "2")]), over: start + ";Hi;1")

        #expect(try comment.isSigned(by: alice.publicKey))
    }

    @Test func aBrokenSignatureIsNone() throws {
        for signature in ["*", "AAAA", "="] {
            let comment = try comment(properties([("author_signature", signature)]))
            #expect(try !comment.isSigned(by: alice.publicKey))
        }
    }
}
