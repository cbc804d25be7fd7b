import Foundation
import Testing

@testable import Diaspora

/// The vectors that the reference wrote, written here: every byte must be the same.
@Suite struct VectorWritingTests {
    private let alice: TestPerson
    private let bob: TestPerson
    private let files: [String]

    init() throws {
        alice = try TestPerson.named("alice")
        bob = try TestPerson.named("bob")
        files = try FileManager.default.contentsOfDirectory(
            atPath: Fixture.folder.appending(path: "vectors").path
        )
        .filter { $0.hasPrefix("good_") && $0.hasSuffix(".xml") }.sorted()
    }

    @Test func point1EntitiesAndEnvelopesAreWrittenByteForByte() throws {
        #expect(files.count > 20)
        for file in files {
            let body = try Fixture.bytes("vectors/" + file)
            let received = try MagicEnvelope(parsing: body)
            let entity = try EntityReader.read(received.payload)

            let xml = entity.xml
            let envelope = try MagicEnvelope(signing: xml, sender: received.sender, key: alice.key)

            #expect(
                String(decoding: xml, as: UTF8.self)
                    == String(decoding: received.payload, as: UTF8.self), "\(file)")
            #expect(envelope.xml == body, "\(file)")
        }
    }

    @Test func aStatusMessageMadeHereIsTheVector() throws {
        let guid = try #require(GUID("758b0c18db8ec70b75e974e1d921f58f"))
        let photoGUID = try #require(GUID("e1547108289d6291cfe4b377319a092a"))
        let time = try #require(Timestamp.read("2026-11-22T21:08:44Z"))
        let photo = Entities.Photo(
            guid: photoGUID, author: alice.id, isPublic: true, createdAt: time,
            remotePhotoPath: "https://peer.invalid/u/", remotePhotoName: "a.jpg",
            text: "what you see", statusMessageGUID: guid, height: 480, width: 800)
        let post = Entities.StatusMessage(
            author: alice.id, guid: guid, createdAt: time, isPublic: true, text: "with a photo",
            photos: [photo],
            location: .init(address: "Wien", latitude: "48.2", longitude: "16.3"))

        let body = try alice.body(Entity.statusMessage(post).xml)

        #expect(try body == Fixture.bytes("vectors/good_status_message_photos.xml"))
    }

    @Test func aCommentSignedHereIsTheVector() throws {
        let comment = Entities.Comment(
            author: alice.id, guid: try #require(GUID("5637d4ccb7e36dbc16ea4123d38274d1")),
            parentGUID: try #require(GUID("4f241feb393ab65c2857b65b51aeeaa0")),
            text: "a comment; with “semicolons”",
            createdAt: Timestamp.read("2026-11-22T21:08:44Z"))

        let body = try alice.body(Entity.comment(comment.signed(by: alice.key)).xml)

        #expect(try body == Fixture.bytes("vectors/good_comment.xml"))
    }

    @Test func aMigrationSignedHereIsTheVector() throws {
        let body = try Fixture.bytes("vectors/good_account_migration.xml")
        let received = try IncomingMessage(body: body).entity
        guard case .accountMigration(var migration) = received else {
            Issue.record("no migration")
            return
        }
        let signature = migration.signature
        migration.signature = nil

        #expect(try migration.signed(by: bob.key).signature == signature)
        #expect(migration.signedText == "AccountMigration:alice@one.example:bob@two.example")
    }

    @Test func encryptedVectorsHoldTheSameEnvelopes() throws {
        for file in files {
            let encrypted = file.replacing(".xml", with: "_encrypted.json")
            let body = try EncryptedMagicEnvelope(parsing: Fixture.bytes("vectors/" + encrypted))
            let envelope = try MagicEnvelope(parsing: body.decrypt(with: bob.key))

            #expect(
                try envelope == MagicEnvelope(parsing: Fixture.bytes("vectors/" + file)), "\(file)")
        }
    }
}
