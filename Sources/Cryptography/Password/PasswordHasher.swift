import Foundation

/// Hashes and checks passwords on a thread of its own, one at a time, so that many log-ins at once
/// take time, not memory.
///
/// Characters are compared in their compatibility form (NFKC), because keyboards differ in how
/// they spell the same letter. Spec: NIST SP 800-63B, section 5.1.1.2.
public actor PasswordHasher {
    /// Lengths that are accepted of new passwords, in characters.
    public static let acceptedCharacters = 6...128

    private let executor = QueueExecutor(label: "dandelion.passwords")
    private let cost: ScryptCost
    private let random: any RandomBytes

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    public init(cost: ScryptCost = .usual, random: any RandomBytes) {
        self.cost = cost
        self.random = random
    }

    /// Hashes a new password, with a salt of its own.
    ///
    /// - Throws: ``CryptographyError/unacceptablePasswordLength(characters:)``.
    public func make(_ password: String) throws(CryptographyError) -> PasswordHash {
        guard Self.isAcceptable(password) else {
            throw .unacceptablePasswordLength(characters: password.count)
        }
        let salt = random.bytes(16)
        let hash = try derive(password, salt: salt, cost: cost, length: 32)
        return PasswordHash(cost: cost, salt: salt, hash: hash)
    }

    /// Checks a password that somebody typed.
    ///
    /// - Parameter hash: `nil` if there is no such user. The work is done nevertheless, so that
    ///   the time taken does not tell.
    public func verify(_ password: String, against hash: PasswordHash?) throws(CryptographyError)
        -> Bool
    {
        guard Self.isAcceptable(password) else { return false }
        guard let hash else {
            _ = try derive(password, salt: [UInt8](repeating: 0, count: 16), cost: cost, length: 32)
            return false
        }
        let derived = try derive(
            password, salt: hash.salt, cost: hash.cost, length: hash.hash.count)
        return ConstantTime.areEqual(derived, hash.hash)
    }

    /// Returns whether a hash was made at another cost than the current one, so that it should be
    /// replaced at the next login.
    public nonisolated func needsRehash(_ hash: PasswordHash) -> Bool {
        hash.cost != cost
    }

    private static func isAcceptable(_ password: String) -> Bool {
        // Bytes first: counting characters of a text without end would be work for a stranger.
        password.utf8.count <= 4_096 && acceptedCharacters.contains(password.count)
    }

    private func derive(
        _ password: String, salt: [UInt8], cost: ScryptCost, length: Int
    ) throws(CryptographyError) -> [UInt8] {
        try Scrypt.derive(
            password: Array(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt,
            cost: cost, length: length)
    }
}
