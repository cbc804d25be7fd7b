import Server
import Transport

/// Whether what is no file comes through to `serve`, and with it where it comes from.
struct PassageCheck: DoctorCheck {
    static let subject = "passage"

    let url: PodURL
    /// The answer's status, or why there was none.
    let answer: Result<Int, TransportError>
    /// The request as `serve` got it; nil if it did not.
    let sighting: Sighting?

    func findings() -> [Finding] {
        guard let sighting else { return [lost] }
        var findings: [Finding] = []
        if sighting.host.lowercased() != url.host {
            findings.append(
                .warning(
                    "the web server asks for the host \(sighting.host), and not for \(url.host)",
                    remedy: "let it pass the host on (nginx: `proxy_set_header Host $host;`)"))
        }
        // `serve` speaks no TLS: somebody stands in front.
        if url.scheme == "https", !sighting.isTrusted {
            findings.append(
                .warning(
                    "the web server at \(sighting.peer) is not believed, so that all clients count as one",
                    remedy: "add \(sighting.peer) to server.trusted_proxies"))
        } else if url.scheme == "https", !sighting.isForwarded {
            findings.append(
                .warning(
                    "the web server does not say for whom it asks, so that all clients count as one",
                    remedy: "let it (nginx: `proxy_set_header X-Forwarded-For $remote_addr;`)"))
        }
        return findings.isEmpty
            ? [.ok("what is no file comes through to `dandelion serve`")] : findings
    }

    private var lost: Finding {
        switch answer {
        case .success(502), .success(503), .success(504):
            .problem(
                "the web server does not reach `dandelion serve`",
                remedy: "start it, and let both have the same port (server.listen)")
        case .success(let status):
            .problem(
                "what is no file does not come to `dandelion serve`: the answer was \(status)",
                remedy: "let the web server pass it on, as in the files in config/")
        case .failure(let error):
            .warning(
                "not seen from outside: \(error)",
                remedy: "see from another machine whether \(url) answers")
        }
    }
}
