/// A URL that can be asked: RFC 3986, with the stricter rules of ``OutboundHost``.
///
/// Whether it *may* be asked is for the transport to say, which knows its settings.
public struct OutboundURL: Hashable, Sendable, CustomStringConvertible {
    public enum Scheme: String, Sendable {
        case http
        case https

        /// The port that a URL without one means.
        public var defaultPort: UInt16 { self == .https ? 443 : 80 }
    }

    public let scheme: Scheme
    public let host: OutboundHost
    public let port: UInt16
    /// Path and query, percent-encoded, without dot segments; begins with a slash.
    public let target: String

    /// Puts a URL together, as of a pod and one of the paths every pod has.
    ///
    /// - Parameters:
    ///   - host: A name or an address; IPv6 addresses in brackets.
    ///   - port: The scheme's own when nil.
    ///   - target: Path and query; what must not stand in a URL is percent-encoded.
    public init(
        scheme: Scheme = .https, host: String, port: UInt16? = nil, target: String = "/"
    ) throws(URLRefusal) {
        self.scheme = scheme
        self.host = try OutboundHost(host)
        self.port = port ?? scheme.defaultPort
        guard self.port != 0 else { throw .port(0) }
        self.target = try URLTarget.normalized(target)
    }

    /// Reads an absolute URL. A fragment is dropped.
    public init(_ text: String) throws(URLRefusal) {
        let text = URLReference(text)
        guard let scheme = text.scheme else { throw .malformed }
        guard let known = Scheme(rawValue: scheme) else {
            throw .scheme(String(scheme.prefix(20)))
        }
        guard let authority = text.authority else { throw .malformed }
        try self.init(scheme: known, authority: authority, target: text.pathAndQuery)
    }

    /// Reads a reference as it stands in a `Location` field, relative to this URL.
    ///
    /// Spec: RFC 3986 section 5.2.
    public func resolving(_ reference: String) throws(URLRefusal) -> OutboundURL {
        let parts = URLReference(reference)
        guard parts.scheme == nil else { return try OutboundURL(reference) }
        if let authority = parts.authority {
            return try OutboundURL(
                scheme: scheme, authority: authority, target: parts.pathAndQuery)
        }
        let path = target.prefix { $0 != "?" }
        let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
        let resolved: String =
            switch parts.pathAndQuery.first {
            case "/": parts.pathAndQuery
            case "?": String(path) + parts.pathAndQuery
            case nil: target
            default: String(folder) + parts.pathAndQuery
            }
        return try OutboundURL(
            scheme: scheme, host: host.description, port: port, target: resolved)
    }

    /// Scheme, host and port: connections are kept and counted by it.
    public var origin: String { "\(scheme.rawValue)://\(authority)" }

    /// Host, and port where it is not the scheme's own.
    public var authority: String {
        port == scheme.defaultPort ? "\(host)" : "\(host):\(port)"
    }

    public var description: String { origin + target }

    private init(scheme: Scheme, authority: Substring, target: String) throws(URLRefusal) {
        guard !authority.contains("@") else { throw .userInformation }
        let hostEnd = authority.lastIndex(of: "]").map(authority.index(after:))
        let colon = authority[(hostEnd ?? authority.startIndex)...].firstIndex(of: ":")
        let host = authority[..<(colon ?? authority.endIndex)]
        guard !host.isEmpty else { throw .malformed }
        var port: UInt16?
        if let colon {
            let digits = authority[authority.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.utf8.count <= 5 else {
                throw .malformed
            }
            if !digits.isEmpty {
                guard let number = UInt16(digits) else { throw .port(Int(digits) ?? 0) }
                port = number
            }
        }
        try self.init(
            scheme: scheme, host: String(host), port: port,
            target: target.hasPrefix("/") ? target : "/" + target)
    }
}
