internal import Foundation

/// The address of a pod: scheme, host and perhaps a port, nothing behind them.
struct PodURL: Sendable, Equatable, CustomStringConvertible {
    let scheme: String
    /// The host in lower case; an IPv6 address has its brackets.
    let host: String
    /// The port; `nil` if it is the scheme's default.
    let port: Int?

    /// The address of a pod without a configuration.
    static let local = PodURL(scheme: "http", host: "localhost", port: 3_000)

    /// The URL with a slash at the end, ready for a path: `https://pod.example/`.
    var description: String { "\(scheme)://\(authority)/" }

    /// Host, and port if it is not the scheme's own: `pod.example:3000`.
    var authority: String { port.map { "\(host):\($0)" } ?? host }

    /// Whether it leads to the reader's own machine, whoever reads it (RFC 6761, 6.3; RFC 1122, 3.2.1.3).
    var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.")
            || host == "[::1]"
    }

    /// A remark about such an address.
    static let loopbackNote = "fine for trying; nobody else can reach it"

    private init(scheme: String, host: String, port: Int?) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    init(_ text: String) throws(SettingComplaint) {
        guard let colon = text.firstRange(of: "://") else {
            throw SettingComplaint(
                "\"\(text)\" is not a web address", remedy: "write one like https://pod.example")
        }
        scheme = text[..<colon.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw SettingComplaint("\"\(text)\" begins with neither https:// nor http://")
        }
        var rest = text[colon.upperBound...]
        if rest.hasSuffix("/") { rest.removeLast() }
        guard !rest.contains(where: { "/?#".contains($0) }) else {
            let short = rest.prefix { !"/?#".contains($0) }
            throw SettingComplaint(
                "\"\(text)\" has a path, but a pod needs a host of its own",
                remedy: "write \(scheme)://\(short)")
        }
        guard !rest.contains("@") else {
            throw SettingComplaint("\"\(text)\" has a user name or a password in it")
        }
        let (host, port) = try HostAndPort.split(rest, of: text)
        self.host = host
        self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
    }
}
