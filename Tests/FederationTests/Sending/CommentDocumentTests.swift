import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Federation
@testable import PodFixtures
@testable import Theming

/// `/fetch/comment/GUID`.
@Suite struct CommentDocumentTests {
    private let pod: FederatedPod
    private let guid: GUID

    init() throws {
        pod = try FederatedPod()
        let post = try pod.publish("Ours")
        guid = try pod.composer.comment(on: post, text: "Words", as: pod.zoe, with: pod.keys)
    }

    private func documents(_ keys: KeyRing? = nil) -> PublicDocuments {
        PublicDocuments(database: pod.database, keys: keys ?? pod.keys, isSecure: true)
    }

    /// Keys that open nothing here.
    private func foreignKeys() throws -> KeyRing {
        KeyRing(
            sealer: try Sealer(
                secret: Array("another secret of tests, as long".utf8), random: pod.random))
    }

    @Test func aCommentIsSignedOnceAndItsDocumentKept() throws {
        #expect(throws: KeyRingError.self) {
            try documents(foreignKeys()).document(type: "comment", guid: guid)
        }
        let first = try documents().document(type: "comment", guid: guid)

        // Whoever has no key cannot sign it again.
        #expect(try documents(foreignKeys()).document(type: "comment", guid: guid) == first)
        guard case .document(let bytes) = first else {
            Issue.record("there is no document")
            return
        }
        let message = try IncomingMessage(body: bytes)
        #expect(message.sender == pod.zoe.person.diasporaID)
        #expect(message.entity.guid == guid)
        let key = try RemotePerson.key("zoe").publicKey
        #expect(throws: Never.self) { try message.verified(with: key) }
    }

    @Test func whereItCannotBeKeptItIsAnsweredAllTheSame() throws {
        try pod.damage(
            """
            CREATE TRIGGER full BEFORE INSERT ON commentEnvelope
            BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
            """)

        guard case .document = try documents().document(type: "comment", guid: guid) else {
            Issue.record("there is no document")
            return
        }
        #expect(try pod.rows("SELECT * FROM commentEnvelope") == [])
    }

    @Test func aDeletedCommentTakesItsDocumentAlong() throws {
        _ = try documents().document(type: "comment", guid: guid)
        #expect(try pod.rows("SELECT COUNT(*) FROM commentEnvelope") == ["1"])

        try pod.composer.deleteComment(guid, as: pod.zoe)

        #expect(try documents().document(type: "comment", guid: guid) == nil)
        #expect(try pod.rows("SELECT * FROM commentEnvelope") == [])
    }

    @Test func ofAClosedAccountNothingIsHandedOut() throws {
        _ = try documents().document(type: "comment", guid: guid)
        _ = try pod.accounts.close("zoe")

        #expect(try documents().document(type: "comment", guid: guid) == nil)
    }
}
