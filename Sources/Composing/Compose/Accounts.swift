public import Cryptography
internal import Diaspora
internal import Foundation
public import Store

/// The creation, change and closing of accounts.
public struct Accounts: Sendable {
    let context: PodContext
    private let keyRing: KeyRing
    private let hasher: PasswordHasher
    private let keys = RSAKeyGenerator()

    static let firstAspects = ["Family", "Friends", "Work", "Acquaintances"]
    static let maximumUsernameCharacters = 32

    public init(_ context: PodContext, keyRing: KeyRing) {
        self.context = context
        self.keyRing = keyRing
        hasher = PasswordHasher(random: context.random)
    }

    private var database: PodDatabase { context.database }

    /// Creates an account with its person, keys and first aspects.
    ///
    /// - Parameters:
    ///   - reserved: Names that nobody may take (`settings.username_blacklist`).
    ///   - email: Checked for its form alone.
    public func add(
        _ name: String, email: String, password: String, roles: [Role], reserved: [String] = []
    ) async throws -> Author {
        try Self.check(name, email: email, password: password, reserved: reserved)
        let username = try Self.username(name, reserved: reserved)
        guard let id = DiasporaID(username: username, authority: context.settings.authority) else {
            throw ComposeError.noDiasporaID("\(username)@\(context.settings.authority)")
        }
        let hash = try await hash(password)
        let key = try await keys.generate()
        let (publicPEM, privateKey) = (try key.publicKey.pem, try keyRing.sealed(key, of: id))
        return try context.record { facts in
            if try facts.database.user(username: username) != nil {
                throw ComposeError.userExists(username)
            }
            if let other = try facts.database.user(email: email) {
                throw ComposeError.emailInUse(email, by: other.username)
            }
            return try facts.openAccount(
                NewAccount(
                    id: id, username: username, email: email, passwordHash: hash,
                    publicKey: publicPEM, privateKey: privateKey, aspects: Self.firstAspects,
                    roles: roles))
        }
    }

    /// Replaces a password, and ends all sessions.
    public func setPassword(_ password: String, of author: Author) async throws {
        let hash = try await hash(password)
        try database.write { transaction in
            try transaction.setPasswordHash(hash, userID: author.user.id)
            try transaction.deleteSessions(userID: author.user.id)
        }
    }

    /// Locks a user out, which ends all sessions, or lets them in again; what they published stays.
    public func setLocked(_ isLocked: Bool, username: String) throws {
        try database.write { transaction in
            let user = try find(username, in: transaction.reading)
            try transaction.setLocked(at: isLocked ? context.clock.now() : nil, userID: user.id)
            if isLocked { try transaction.deleteSessions(userID: user.id) }
            // What failed because nobody could get in is tried again.
            if !isLocked { try transaction.clearScheduleFailures(userID: user.id) }
        }
    }

    /// Closes an account for good: its posts and drafts go, its name stays taken.
    ///
    /// - Returns: The file names of their photos, for ``DiscardedPhotos``.
    public func close(_ username: String) throws -> [String] {
        try context.record { facts in
            let user = try find(username, in: facts.database)
            guard user.closedAt == nil else {
                throw ComposeError.accountClosedAlready(user.username)
            }
            return try facts.closeAccount(of: user)
        }
    }

    public func setRole(_ role: Role, isGiven: Bool, username: String) throws {
        try database.write { transaction in
            let user = try find(username, in: transaction.reading)
            if isGiven {
                try transaction.addRole(role, personID: user.personID)
            } else {
                try transaction.removeRole(role, personID: user.personID)
            }
        }
    }

    /// Generates a password of 20 letters and digits that are not confused when read aloud.
    public static func madeUpPassword(random: any RandomBytes) -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return String(random.bytes(20).map { letters[Int($0) % letters.count] })
    }

    // MARK: - Checks

    /// Checks all that can be known before there is a database.
    ///
    /// - Throws: ``ComposeError`` about the name, the mail address or the password.
    public static func check(
        _ name: String, email: String, password: String, reserved: [String]
    ) throws(ComposeError) {
        _ = try username(name, reserved: reserved)
        try check(email: email)
        guard PasswordHasher.acceptedCharacters.contains(password.count) else {
            throw passwordLength
        }
    }

    private static let passwordLength = ComposeError.passwordLength(
        least: PasswordHasher.acceptedCharacters.lowerBound,
        limit: PasswordHasher.acceptedCharacters.upperBound)

    private func find(_ username: String, in database: ReadTransaction) throws -> User {
        guard let user = try database.user(username: username.lowercased()) else {
            throw ComposeError.unknownUser(username)
        }
        return user
    }

    private func hash(_ password: String) async throws -> String {
        do {
            return try await hasher.make(password).description
        } catch CryptographyError.unacceptablePasswordLength {
            throw Self.passwordLength
        }
    }

    /// Normalizes a user name and checks it against diaspora*'s rule: 1 to 32 letters, digits, `_`,
    /// `-` and `.`, in lower case.
    static func username(_ name: String, reserved: [String]) throws(ComposeError) -> String {
        let username = name.trimmingCharacters(in: .whitespaces).lowercased()
        guard (1...maximumUsernameCharacters).contains(username.count),
            username.utf8.allSatisfy({ byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || "_-.".utf8.contains(byte)
            })
        else {
            throw .username(String(name.prefix(60)), limit: maximumUsernameCharacters)
        }
        if username.hasPrefix(".") { throw .usernameBeginsWithDot }
        if reserved.contains(username) { throw .usernameReserved(username) }
        if let ending = ReservedNames.endings.first(where: username.hasSuffix) {
            throw .usernameEnding(ending)
        }
        return username
    }

    private static func check(email: String) throws(ComposeError) {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].count > 2, email.utf8.count <= 254,
            !email.contains(where: \.isWhitespace)
        else { throw .email(String(email.prefix(80))) }
    }
}

extension WriteTransaction {
    /// Enqueues the whole site to be rendered again.
    func siteChanged(guid: String, at date: Date) throws {
        try insertEvent(
            kind: SiteChange.everything, guid: guid, before: "{}", createdAt: date)
    }
}
