import Cryptography
import Diaspora

@testable import PodFixtures

/// Bodies for private inboxes.
enum EncryptedMagicEnvelopeSample {
    /// - Parameter name: Of a person here.
    static func json(
        _ envelope: [UInt8], forKeyOf name: String, random: any RandomBytes
    ) throws -> [UInt8] {
        try EncryptedMagicEnvelope(
            encrypting: envelope, for: RemotePerson.key(name).publicKey, random: random
        ).json
    }
}
