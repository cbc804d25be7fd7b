public import Cryptography
internal import Synchronization

/// The bound on checks of passwords in flight, of one address and of all; beyond it, checks fail.
///
/// The hasher makes one at a time, as each costs a tenth of a second and 32 MB.
public final class PasswordCheckLimiter: Sendable {
    private let hasher: PasswordHasher
    private let maximumCount: Int
    private let maximumOfOne: Int
    /// Checks in flight, by address.
    private let checks = Mutex<[String: Int]>([:])

    /// - Parameters:
    ///   - maximumCount: The most checks that are made or wait.
    ///   - maximumOfOne: The most of one address.
    public init(hasher: PasswordHasher, maximumCount: Int = 32, maximumOfOne: Int = 2) {
        self.hasher = hasher
        self.maximumCount = maximumCount
        self.maximumOfOne = maximumOfOne
    }

    /// Runs a body as one check of an address.
    ///
    /// - Throws: ``SignInError/busy`` if too many are in flight.
    @discardableResult
    func admit<Value>(_ address: String, _ body: () async throws -> Value) async throws -> Value {
        let isAdmitted = checks.withLock { checks in
            let own = checks[address] ?? 0
            guard own < maximumOfOne, checks.values.reduce(0, +) < maximumCount else {
                return false
            }
            checks[address] = own + 1
            return true
        }
        guard isAdmitted else { throw SignInError.busy }
        defer {
            checks.withLock { checks in
                let left = (checks[address] ?? 1) - 1
                checks[address] = left > 0 ? left : nil
            }
        }
        return try await body()
    }

    /// Checks a password.
    ///
    /// - Parameter hash: nil if there is no such user; that takes as long.
    func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        try await hasher.verify(password, against: hash)
    }
}
