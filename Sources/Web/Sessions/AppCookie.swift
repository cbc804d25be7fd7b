internal import Composing
internal import Escaping

/// A cookie of the signed-in pages: the session's, or that of a browser in which nobody is signed in.
///
/// Scripts cannot read it, and other sites' pages do not send it with their forms. On https its name keeps other hosts
/// of the domain from setting one. Spec: RFC 6265bis, "Cookie Name Prefixes", "Same-Site".
struct AppCookie: Sendable {
    let name: String
    private let isSecure: Bool

    static func session(isSecure: Bool) -> AppCookie {
        AppCookie("dandelion-session", isSecure: isSecure)
    }

    /// The cookie that holds the secret of forms before somebody has signed in.
    static func visitor(isSecure: Bool) -> AppCookie {
        AppCookie("dandelion-visitor", isSecure: isSecure)
    }

    private init(_ name: String, isSecure: Bool) {
        self.name = isSecure ? "__Host-" + name : name
        self.isSecure = isSecure
    }

    /// Returns the value that a request brought, if it can be one.
    func value(in cookies: RequestCookies) -> String? {
        guard let value = cookies[name],
            Hexadecimal.decode(value)?.count == Sessions.tokenBytes
        else { return nil }
        return value
    }

    /// Returns the value of `Set-Cookie` that sets the cookie for as long as a session lasts.
    func setting(_ value: String) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(Int(Sessions.lifetime)); HttpOnly; SameSite=Lax"
            + (isSecure ? "; Secure" : "")
    }

    /// The value of `Set-Cookie` that deletes the cookie.
    var removing: String {
        "\(name)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}
