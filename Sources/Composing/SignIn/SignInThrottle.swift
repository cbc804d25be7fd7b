internal import Store

/// The limits of attempts to sign in, counted in rows: by address, and, as addresses are many, by account.
struct SignInThrottle: Sendable {
    static let byAddress = AttemptLimit(action: "sign-in.address", count: 20, seconds: 300)
    static let atAccount = AttemptLimit(action: "sign-in.account", count: 100, seconds: 3_600)

    /// Bytes of an address that count.
    private static let addressBytes = 64

    let context: PodContext

    /// Counts an attempt from an address, and at an account if the name can be that of one.
    ///
    /// An attempt beyond a limit costs no write.
    ///
    /// - Throws: ``SignInError/tooOften(minutes:)``.
    func count(_ name: String, from address: String) throws {
        var subjects = [(String(address.prefix(Self.addressBytes)), Self.byAddress)]
        if (1...Accounts.maximumUsernameCharacters).contains(name.utf8.count) {
            subjects.append((name, Self.atAccount))
        }
        if let minutes = try AttemptCounter(context: context).count(subjects) {
            throw SignInError.tooOften(minutes: minutes)
        }
    }
}
