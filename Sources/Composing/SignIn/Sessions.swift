internal import Cryptography
public import Foundation
public import Store

/// Signing in and out: who is signed in, in which browser.
///
/// A browser keeps a token of 256 random bits, the database its digest alone. A session ends two weeks after its last
/// request, and at once when its account is locked or closed.
public struct Sessions: Sendable {
    /// Seconds from the last request on.
    public static let lifetime: TimeInterval = 14 * 86_400
    /// Bytes of a token; it is written in hexadecimal digits.
    public static let tokenBytes = 32
    /// Seconds after which a request is noted as the last one.
    private static let renewalInterval: TimeInterval = 3_600

    /// Seconds for which keys of forms are kept.
    private static let retention: TimeInterval = 86_400

    private let context: PodContext
    private let passwords: PasswordCheckLimiter

    public init(_ context: PodContext, passwords: PasswordCheckLimiter) {
        self.context = context
        self.passwords = passwords
    }

    private var database: PodDatabase { context.database }

    /// Signs a user in.
    ///
    /// - Parameters:
    ///   - name: A user name in any case.
    ///   - address: The address by which attempts are counted.
    ///   - earlier: The session of the same browser, which ends.
    ///   - device: The browser's name for itself.
    /// - Returns: The token of a new session.
    /// - Throws: ``SignInError``; ``ComposeError/accountLocked(_:)`` to somebody who knows the password.
    public func signIn(
        _ name: String, password: String, from address: String, replacing earlier: Session? = nil,
        device: String
    ) async throws -> String {
        let name = name.trimmingCharacters(in: .whitespaces).lowercased()
        return try await passwords.admit(address) {
            let user = try await check(name, password, from: address)
            return try begin(user, replacing: earlier, device: device)
        }
    }

    /// Checks the password of a user who is signed in, for what a session alone does not allow; counted as signing in is.
    ///
    /// - Throws: ``SignInError``.
    public func check(_ password: String, of user: User, from address: String) async throws {
        try await passwords.admit(address) {
            _ = try await check(user.username, password, from: address)
        }
    }

    /// Counts an attempt, before it is known whether it succeeds, and checks the password.
    private func check(_ name: String, _ password: String, from address: String) async throws
        -> User
    {
        try SignInThrottle(context: context).count(name, from: address)
        let user = try database.read { try $0.user(username: name) }
        let hash = user.flatMap { $0.closedAt == nil ? PasswordHash($0.passwordHash) : nil }
        guard try await passwords.verify(password, against: hash), let user else {
            throw SignInError.wrongCredentials
        }
        return user
    }

    /// Stores a session of a user whose password is right.
    ///
    /// - Returns: Its token.
    private func begin(
        _ user: User, replacing earlier: Session?, device: String
    ) throws -> String {
        let token = context.random.hexadecimal(byteCount: Self.tokenBytes)
        let now = context.clock.now()
        try database.write { transaction in
            // Read again: the account may have been closed meanwhile, or its password changed.
            guard try transaction.reading.user(id: user.id)?.passwordHash == user.passwordHash
            else { throw SignInError.wrongCredentials }
            _ = try Author.find(user.username, in: transaction.reading)
            if let earlier { try transaction.deleteSession(id: earlier.id) }
            try transaction.insertSession(
                digest: Self.digest(token), userID: user.id, device: device, at: now)
            try transaction.deleteAttempts(of: user.username, SignInThrottle.atAccount)
            try transaction.deleteSessions(seenBefore: now.addingTimeInterval(-Self.lifetime))
            try transaction.deleteSentForms(before: now.addingTimeInterval(-Self.retention))
        }
        return token
    }

    /// Finds who is signed in with a token.
    ///
    /// - Returns: nil if the session has ended.
    public func find(_ token: String) throws -> SignedIn? {
        let now = context.clock.now()
        let found = try database.read { database -> SignedIn? in
            guard let session = try database.session(digest: Self.digest(token)),
                session.seenAt.addingTimeInterval(Self.lifetime) > now,
                let user = try database.user(id: session.userID),
                user.closedAt == nil, user.lockedAt == nil,
                let person = try database.person(id: user.personID)
            else { return nil }
            return SignedIn(
                author: Author(user: user, person: person), session: session,
                isRenewed: now.timeIntervalSince(session.seenAt) > Self.renewalInterval)
        }
        if let found, found.isRenewed {
            try database.write { try $0.setSeen(sessionID: found.session.id, at: now) }
        }
        return found
    }

    /// Lists the browsers in which a user is signed in, the one that was seen last first.
    public func list(of author: Author) throws -> [Session] {
        let start = context.clock.now().addingTimeInterval(-Self.lifetime)
        return try database.read { try $0.sessions(userID: author.user.id, seenAfter: start) }
    }

    /// Ends a session of a user by its row; another's stays.
    public func end(_ id: Int64, of author: Author) throws {
        try database.write { transaction in
            let own = try transaction.reading.sessions(
                userID: author.user.id, seenAfter: .distantPast)
            guard own.contains(where: { $0.id == id }) else { return }
            try transaction.deleteSession(id: id)
        }
    }

    /// Ends all sessions of the same user but one.
    public func endOthers(than session: Session) throws {
        try database.write { transaction in
            try transaction.deleteSessions(userID: session.userID, except: session.id)
        }
    }

    /// Ends a session.
    public func end(_ session: Session) throws {
        try database.write { try $0.deleteSession(id: session.id) }
    }

    private static func digest(_ token: String) -> [UInt8] {
        SHA256Digest(of: token).bytes
    }
}
