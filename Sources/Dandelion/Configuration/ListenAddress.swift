/// The address and port of this machine on which `dandelion serve` accepts connections.
struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// A name or an address; IPv6 has no brackets here, as sockets want it.
    let host: String
    let port: Int

    /// Reached from this machine alone: a proxy is meant to stand before it.
    static let local = ListenAddress(host: "127.0.0.1", port: 3_000)

    /// `127.0.0.1:3000` or `[::1]:3000`.
    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// The address to type into a browser; of what listens on all addresses, that one.
    var url: String {
        let isLoopback = ["127.0.0.1", "::1", "localhost"].contains(host)
        return "http://\(isLoopback ? "localhost:\(port)" : description)/"
    }

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init(_ text: String) throws(SettingComplaint) {
        let remedy = "write an address and a port, like 127.0.0.1:3000"
        guard !text.contains("/") else {
            throw SettingComplaint("\"\(text)\" is not an address and a port", remedy: remedy)
        }
        let (host, port) = try HostAndPort.split(text[...], of: text)
        guard let port else { throw SettingComplaint("\"\(text)\" names no port", remedy: remedy) }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        self.port = port
    }
}
