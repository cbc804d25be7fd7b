internal import Escaping

/// A reason why a URL is not fetched, found before any name is resolved.
public enum URLRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// A URL without a host, or with characters that no URL has.
    case malformed
    /// Its scheme is not `https` (nor `http` where that is allowed).
    case scheme(String)
    /// A URL with a user name or password.
    case userInformation
    /// Its host is neither a name in ASCII nor an address in its canonical notation.
    case host(String)
    /// Its port is neither 443 nor the one of the person's diaspora* ID, or must never be used.
    case port(Int)

    public var description: String {
        switch self {
        case .malformed: "this is no URL"
        case .scheme(let scheme): "the scheme \(foreign: scheme) is not allowed"
        case .userInformation: "a URL with a user name is not allowed"
        case .host(let host): "the host \(foreign: host) is not allowed"
        case .port(let port): "the port \(port) is not allowed"
        }
    }
}
