import Cryptography

@testable import Diaspora

extension FuzzTarget {
    static let envelope = FuzzTarget(name: "envelope") { bytes in
        _ = try? IncomingMessage(body: bytes)
        guard let envelope = try? MagicEnvelope(parsing: bytes) else { return }
        let again = try? MagicEnvelope(parsing: envelope.xml)
        require(again == envelope, "an envelope is read as it is written")
    }

    /// The bodies of messages to one person; nobody guesses their key.
    static let encrypted = FuzzTarget(name: "encrypted") { bytes in
        guard let body = try? EncryptedMagicEnvelope(parsing: bytes) else { return }
        let again = try? EncryptedMagicEnvelope(parsing: body.json)
        require(again == body, "an encrypted envelope is read as it is written")
        _ = AESKeyBundle.cipher(body.encryptedKey)
        _ = try? AESKeyBundle.substitute.decrypt(body.ciphertext)
    }

    static let entity = FuzzTarget(name: "entity") { bytes in
        guard let entity = try? EntityReader.read(bytes) else { return }
        let again = try? EntityReader.read(entity.xml)
        require(again == entity, "an entity is read as it is written")
        require(!entity.json.isEmpty, "an entity has a form for archives")
    }

    static let keys = FuzzTarget(name: "keys") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let decoded = Base64.decode(text) {
            require(
                Base64.decode(Base64.encode(decoded)) == decoded, "base64 is read as it is written")
        }
        guard let key = try? RSAPublicKey(pem: text), let pem = try? key.pem else { return }
        require((try? RSAPublicKey(pem: pem)) != nil, "a key is read as it is written")
    }
}
