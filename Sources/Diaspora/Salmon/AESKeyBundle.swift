import Cryptography
import Foundation

/// The key and the vector of one message, as they are encrypted for its recipient.
enum AESKeyBundle {
    static func text(of cipher: AESCBC) -> String {
        let key = Base64.encode(cipher.key)
        return "{\"key\":\"\(key)\",\"iv\":\"\(Base64.encode(cipher.initializationVector))\"}"
    }

    /// Parses a bundle.
    ///
    /// - Returns: Nil if this is not a bundle, or its parts have the wrong lengths.
    static func cipher(_ text: [UInt8]) -> AESCBC? {
        // Why it cannot be read is for nobody to know. Attack 23.
        guard let parts = try? StrangersJSON.decode(Parts.self, from: Data(text)),
            let key = Base64.decode(parts.key), let vector = Base64.decode(parts.iv)
        else { return nil }
        return try? AESCBC(key: key, initializationVector: vector)
    }

    /// Stands in for a text that cannot be decrypted, and is as little a bundle as what a forger's guess decrypts to.
    static let unreadable = [UInt8](repeating: 0x80, count: 80)

    /// Decrypts to nothing of use; it stands in for a bundle that cannot be read.
    static var substitute: AESCBC {
        get throws(CryptographyError) {
            try AESCBC(
                key: [UInt8](repeating: 0, count: AESCBC.keyLength),
                initializationVector: [UInt8](repeating: 0, count: AESCBC.vectorLength))
        }
    }

    private struct Parts: Decodable {
        let key: String
        let iv: String
    }
}
