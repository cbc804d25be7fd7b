internal import Cryptography
internal import Escaping

/// The token of a form, which tells that a page of this pod showed it in this very browser.
///
/// The token is made from the cookie's secret, and masked by other random bytes on each page, so that what a page shows twice
/// tells nothing of it. Spec: OWASP, "Cross-Site Request Forgery Prevention", "HMAC CSRF Token"; BREACH.
struct FormToken: Sendable {
    static let field = "token"

    private let bytes: [UInt8]

    /// - Parameter secret: The value of the session's cookie, or of the one that a browser has before it is signed in.
    init(secret: String) throws {
        bytes = try HMACSignature(of: Array("form".utf8), key: Array(secret.utf8)).bytes
    }

    /// Returns the token for one page, in hexadecimal digits.
    func masked(_ random: any RandomBytes) -> String {
        let mask = random.bytes(bytes.count)
        return Hexadecimal.encode(mask + zip(bytes, mask).map { $0 ^ $1 })
    }

    /// Returns whether a form has brought this token back, in constant time.
    func matches(_ text: String?) -> Bool {
        guard let text, text.utf8.count == 4 * bytes.count, let both = Hexadecimal.decode(text)
        else { return false }
        let mask = both.prefix(bytes.count)
        return ConstantTime.areEqual(bytes, zip(mask, both.dropFirst(bytes.count)).map { $0 ^ $1 })
    }
}
