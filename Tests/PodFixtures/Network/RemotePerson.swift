import Cryptography
import Diaspora
import Foundation
import Testing

/// Somebody of another pod, with both halves of the key.
struct RemotePerson: Sendable {
    let id: DiasporaID
    let guid: GUID
    let key: RSAPrivateKey

    var host: String { id.authority }

    /// - Parameters:
    ///   - number: Of the GUID.
    ///   - keyName: A file of `Fixtures/keys`.
    init(_ text: String, number: UInt64, key keyName: String) throws {
        id = try #require(DiasporaID(text))
        guid = GUID(hexadecimal: (0xBEEF, number))
        key = try Self.key(keyName)
    }

    static func bob() throws -> RemotePerson {
        try RemotePerson("bob@one.example", number: 1, key: "bob")
    }

    static func carol() throws -> RemotePerson {
        try RemotePerson("carol@two.example", number: 2, key: "carol")
    }

    /// Of Carol's pod.
    static func dave() throws -> RemotePerson {
        try RemotePerson("dave@two.example", number: 3, key: "dave")
    }

    static func eve() throws -> RemotePerson {
        try RemotePerson("eve@evil.example", number: 4, key: "eve")
    }

    static func frank() throws -> RemotePerson {
        try RemotePerson("frank@three.example", number: 5, key: "frank")
    }

    /// A private key of 2,048 bits.
    static func key(_ name: String) throws -> RSAPrivateKey {
        try RSAPrivateKey(pem: SampleKey.text("\(name).pem"))
    }

    // MARK: - What they send

    /// The body that their pod sends to everyone.
    func envelope(_ payload: [UInt8]) throws -> [UInt8] {
        try MagicEnvelope(signing: payload, sender: id, key: key).xml
    }

    func envelope(_ entity: Entity) throws -> [UInt8] { try envelope(entity.xml) }

    // MARK: - What their pod says of them

    func webFinger() -> [UInt8] { WebFinger(id: id, guid: guid, pod: PodAddress(of: id)).json }

    func card(publicKey: String? = nil) throws -> [UInt8] {
        let picture = "https://\(host)/assets/user/default.png"
        return HCard(
            guid: guid, nickname: id.username, firstName: id.username.capitalized, lastName: "",
            isSearchable: true, publicKey: try publicKey ?? key.publicKey.pem,
            photos: PersonPhotos(large: picture, medium: picture, small: picture)
        ).html
    }
}
