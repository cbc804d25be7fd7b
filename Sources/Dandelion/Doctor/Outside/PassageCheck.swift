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
                    "the web server passes on the host \(sighting.host) instead of \(url.host)",
                    remedy: "make it pass on the host (nginx: `proxy_set_header Host $host;`)"))
        }
        // `serve` speaks no TLS: somebody stands in front.
        if url.scheme == "https", !sighting.isTrusted {
            findings.append(
                .warning(
                    "the web server at \(sighting.peer) is not a trusted proxy, so all clients count as one",
                    remedy: "add \(sighting.peer) to server.trusted_proxies"))
        } else if url.scheme == "https", !sighting.isForwarded {
            findings.append(
                .warning(
                    "the web server does not pass on the client's address, so all clients count as one",
                    remedy: "make it (nginx: `proxy_set_header X-Forwarded-For $remote_addr;`)"))
        }
        return findings.isEmpty
            ? [.ok("other requests than for files reach `dandelion serve`")] : findings
    }

    private var lost: Finding {
        switch answer {
        case .success(502), .success(503), .success(504):
            .problem(
                "the web server does not reach `dandelion serve`",
                remedy: "start it, and set both to the same port (server.listen)")
        case .success(let status):
            .problem(
                "requests other than for files do not reach `dandelion serve`: the answer was \(status)",
                remedy: "make the web server pass them on, as in the files in config/")
        case .failure(let error):
            .warning(
                "not seen from outside: \(error)",
                remedy: "check from another machine whether \(url) answers")
        }
    }
}
