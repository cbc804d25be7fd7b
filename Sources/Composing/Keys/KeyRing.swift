public import Cryptography
public import Diaspora
public import Foundation
public import Store
internal import Synchronization

/// The private keys of the people here, stored sealed with the pod's secret, and the public keys of others.
public final class KeyRing: Sendable {
    private let sealer: Sealer
    private let privateKeys = Mutex<[Int64: RSAPrivateKey]>([:])
    private let publicKeys = Mutex<[Int64: (pem: String, key: RSAPublicKey)]>([:])

    /// Keys of others that are kept read.
    private static let publicKeyLimit = 10_000

    /// The length of the shortest valid secret, in bytes.
    public static let minimumSecretBytes = 32

    public init(sealer: Sealer) {
        self.sealer = sealer
    }

    /// - Parameter secret: The file `secret` of the pod's folder.
    /// - Throws: ``KeyRingError/noSecret(path:)``.
    public convenience init(secret: URL, random: any RandomBytes) throws {
        guard let bytes = try? Data(contentsOf: secret), bytes.count >= Self.minimumSecretBytes
        else {
            throw KeyRingError.noSecret(path: secret.path)
        }
        self.init(sealer: try Sealer(secret: bytes, random: random))
    }

    /// Seals a private key for the database, bound to its owner's diaspora* ID.
    public func sealed(_ key: RSAPrivateKey, of id: DiasporaID) throws -> String {
        try sealer.seal(try key.pem, of: id.description)
    }

    /// Returns the private key of a person here, from the cache or unsealed from the database.
    ///
    /// - Throws: ``KeyRingError``.
    public func privateKey(of person: Person, in database: ReadTransaction) throws -> RSAPrivateKey
    {
        if let known = privateKeys.withLock({ $0[person.id] }) { return known }
        let id = person.diasporaID.description
        guard let stored = try database.privateKey(personID: person.id) else {
            throw KeyRingError.noPrivateKey(id)
        }
        let key: RSAPrivateKey
        do {
            let pem = Sealer.isSealed(stored) ? try sealer.open(stored, of: id) : stored
            key = try RSAPrivateKey(pem: pem)
        } catch {
            throw KeyRingError.anotherSecret(id)
        }
        privateKeys.withLock { $0[person.id] = key }
        return key
    }

    /// Lists the people of this pod whose private keys cannot be unsealed with this secret.
    public func unopened(in database: ReadTransaction) throws -> [String] {
        try database.users().filter { $0.closedAt == nil }.compactMap { user in
            guard let person = try database.person(id: user.personID) else { return nil }
            do {
                _ = try privateKey(of: person, in: database)
                return nil
            } catch KeyRingError.anotherSecret(let id) {
                return id
            } catch KeyRingError.noPrivateKey {
                // A rule of the database, which is checked elsewhere.
                return nil
            }
        }
    }

    /// Returns the public key of a person; `nil` if the person has no key here, or an unreadable
    /// one.
    public func publicKey(of person: Person, in database: ReadTransaction) throws -> RSAPublicKey? {
        guard let pem = try database.publicKey(personID: person.id) else { return nil }
        // A key that changed since is read again, whichever process took it over.
        if let known = publicKeys.withLock({ $0[person.id] }), known.pem == pem { return known.key }
        guard let key = try? RSAPublicKey(pem: pem) else { return nil }
        publicKeys.withLock { keys in
            if keys.count >= Self.publicKeyLimit { keys.removeAll() }
            keys[person.id] = (pem, key)
        }
        return key
    }

    /// Seals keys that an earlier version stored as they were.
    public func sealAll(in database: PodDatabase) throws {
        guard try !database.read({ try $0.unsealedKeys() }).isEmpty else { return }
        try database.write { transaction in
            for (personID, privateKey) in try transaction.reading.unsealedKeys() {
                guard let person = try transaction.reading.person(id: personID) else { continue }
                try transaction.setPrivateKey(
                    try sealer.seal(privateKey, of: person.diasporaID.description),
                    personID: personID)
            }
        }
    }
}
