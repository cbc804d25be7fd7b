/// The door that `serve` opens: to this machine alone, as a web server stands before it, or to everybody.
struct ListeningCheck: DoctorCheck {
    static let subject = "listening"

    let listen: ListenAddress
    /// Addresses of web servers in front, as the configuration has them.
    let trustedProxies: [String]

    func findings() -> [Finding] {
        if Self.isLoopback(listen.host) { return [.ok("\(listen), this machine only")] }
        let elsewhere = trustedProxies.filter { !Self.isLoopback($0) }
        guard elsewhere.isEmpty else {
            return [.ok("\(listen), for the web server at \(elsewhere.joined(separator: ", "))")]
        }
        return [
            .warning(
                "\(listen) accepts connections from other machines, without TLS and past any web server in front",
                remedy:
                    "set server.listen to 127.0.0.1:\(listen.port), or name the web server's machine in "
                    + "server.trusted_proxies and block everybody else")
        ]
    }

    private static func isLoopback(_ address: String) -> Bool {
        address == "localhost" || address == "::1" || address.hasPrefix("127.")
            || address.hasPrefix("::1/")
    }
}
