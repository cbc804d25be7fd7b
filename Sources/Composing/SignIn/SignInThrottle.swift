internal import Foundation
internal import Store

/// The limits of attempts to sign in, counted in rows: by address, and, as addresses are many, by account.
struct SignInThrottle: Sendable {
    static let byAddress = AttemptLimit(action: "sign-in.address", count: 20, seconds: 300)
    static let atAccount = AttemptLimit(action: "sign-in.account", count: 100, seconds: 3_600)

    /// Seconds for which rows are kept.
    private static let retention: TimeInterval = 86_400
    /// Bytes of an address that count.
    private static let addressBytes = 64

    let context: PodContext

    /// Counts an attempt from an address, and at an account if the name can be that of one.
    ///
    /// An attempt beyond a limit costs no write.
    ///
    /// - Throws: ``SignInError/tooOften(minutes:)``.
    func count(_ name: String, from address: String) throws {
        let (database, now) = (context.database, context.clock.now())
        var subjects = [(String(address.prefix(Self.addressBytes)), Self.byAddress)]
        if (1...Accounts.maximumUsernameCharacters).contains(name.utf8.count) {
            subjects.append((name, Self.atAccount))
        }
        let refusal = try database.read { database in
            try Self.first(of: subjects) { try database.nextAttempt(of: $0, $1, at: now) }
        }
        if let refusal { throw Self.tooOften(until: refusal, at: now) }
        let next = try database.write { transaction in
            try transaction.deleteSomeAttempts(before: now.addingTimeInterval(-Self.retention))
            return try Self.first(of: subjects) {
                try transaction.countAttempt(of: $0, $1, at: now)
            }
        }
        if let next { throw Self.tooOften(until: next, at: now) }
    }

    /// Returns the first time that is given for one of the subjects.
    private static func first(
        of subjects: [(String, AttemptLimit)], _ next: (String, AttemptLimit) throws -> Date?
    ) throws -> Date? {
        for (subject, limit) in subjects {
            if let date = try next(subject, limit) { return date }
        }
        return nil
    }

    private static func tooOften(until next: Date, at now: Date) -> SignInError {
        .tooOften(minutes: max(1, Int((next.timeIntervalSince(now) / 60).rounded(.up))))
    }
}
