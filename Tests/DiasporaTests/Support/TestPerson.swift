import Cryptography
import Foundation
import Testing

@testable import Diaspora

/// Alice, Bob and Eve of the federation vectors, with both halves of their keys.
struct TestPerson {
    let id: DiasporaID
    let key: RSAPrivateKey
    let publicKey: RSAPublicKey

    static func all() throws -> [String: TestPerson] {
        let folder = Fixture.folder.appending(path: "vectors")
        return try VectorManifest.load(from: folder).keys.mapValues { try TestPerson($0) }
    }

    static func named(_ name: String) throws -> TestPerson {
        try #require(try all()[name])
    }

    init(_ person: VectorManifest.Person) throws {
        id = try #require(DiasporaID(exactly: person.id))
        let pem = """
            -----BEGIN RSA PRIVATE KEY-----
            \(person.privateKey)
            -----END RSA PRIVATE KEY-----
            """
        key = try RSAPrivateKey(pem: pem)
        publicKey = try RSAPublicKey(pem: person.publicPEM)
    }

    /// The body that this person's pod would send to everyone.
    func body(_ payload: [UInt8]) throws -> [UInt8] {
        try MagicEnvelope(signing: payload, sender: id, key: key).xml
    }

    func body(_ xml: String) throws -> [UInt8] { try body(Array(xml.utf8)) }

    /// A message of this person, verified with their key.
    func message(_ entity: Entity) throws -> VerifiedMessage {
        try message(xml: String(decoding: entity.xml, as: UTF8.self))
    }

    func message(xml: String) throws -> VerifiedMessage {
        try IncomingMessage(body: body(xml)).verified(with: publicKey)
    }

    /// The same, encrypted for somebody.
    func message(_ entity: Entity, for recipient: TestPerson) throws -> VerifiedMessage {
        let body = try EncryptedMagicEnvelope(
            encrypting: body(entity.xml), for: recipient.publicKey,
            random: SeededRandomBytes(seed: 1)
        ).json
        return try IncomingMessage(encryptedBody: body, key: recipient.key)
            .verified(with: publicKey)
    }
}
