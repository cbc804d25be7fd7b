import Escaping
import Transport

/// Whether a stranger gets an answer at the pod's address, with a certificate that is good for its name.
struct AnswerCheck: DoctorCheck {
    static let subject = "outside"

    let url: PodURL
    /// The reason why there was no answer; nil if there was one.
    let failure: TransportError?

    func findings() -> [Finding] {
        switch failure {
        case nil:
            return [
                .ok(
                    "\(url) answers"
                        + (url.scheme == "https" ? " with a certificate that others trust" : ""))
            ]
        case .refusedAddress(let address):
            return [
                .warning(
                    "not seen from outside: \(url.host) resolves to \(address) here, a private address",
                    remedy: "see from another machine whether the name leads to this one")
            ]
        case .refusedURL(let refusal):
            return [
                .warning(
                    "not seen from outside: \(refusal)",
                    remedy:
                        "other pods connect to port 443, or to a port of 1024 or more in the address"
                )
            ]
        case .nameNotResolved:
            return [
                .problem(
                    "the name \(url.host) has no address",
                    remedy: "add an A or AAAA record for it at your DNS provider")
            ]
        case .tlsFailed(let reason):
            return [
                .problem(
                    "the certificate at port \(port) is not valid for \(url.host): \(foreign: reason)",
                    remedy:
                        "get one for this name from a public authority, such as Let's Encrypt, "
                        + "and make the web server send the full chain")
            ]
        case .connectionFailed(let reason):
            return [
                .problem(
                    "nobody answers at port \(port) of \(url.host): \(foreign: reason)",
                    remedy: "start the web server, and let it listen at port \(port)")
            ]
        case .timedOut:
            return [
                .warning(
                    "not seen from outside: no answer in time at port \(port) of \(url.host)",
                    remedy:
                        "open the port in the firewall, or check from another machine, if the router has no "
                        + "NAT loopback")
            ]
        case .some(let other):
            return [
                .warning(
                    "not seen from outside: \(other)",
                    remedy: "check from another machine whether \(url) answers")
            ]
        }
    }

    private var port: Int { url.port ?? (url.scheme == "https" ? 443 : 80) }
}
