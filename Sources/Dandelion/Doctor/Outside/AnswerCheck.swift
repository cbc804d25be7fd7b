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
                    "not seen from outside: \(url.host) is \(address) here, an address of a private network",
                    remedy: "see from another machine whether the name leads to this one")
            ]
        case .refusedURL(let refusal):
            return [
                .warning(
                    "not seen from outside: \(refusal)",
                    remedy:
                        "other pods ask at port 443, or at a port from 1024 on that the address names"
                )
            ]
        case .nameNotResolved:
            return [
                .problem(
                    "the name \(url.host) has no address",
                    remedy: "add an A or AAAA record for it at your provider of names")
            ]
        case .tlsFailed(let reason):
            return [
                .problem(
                    "the certificate at port \(port) is not good for \(url.host): \(foreign: reason)",
                    remedy:
                        "get one for this name from an authority that everybody knows, such as Let's Encrypt, "
                        + "and have the web server send its whole chain")
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
                        "open the port in the firewall, or see from another machine, if the router does not "
                        + "lead back in")
            ]
        case .some(let other):
            return [
                .warning(
                    "not seen from outside: \(other)",
                    remedy: "see from another machine whether \(url) answers")
            ]
        }
    }

    private var port: Int { url.port ?? (url.scheme == "https" ? 443 : 80) }
}
