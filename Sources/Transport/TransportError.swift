internal import Escaping

/// A reason why a request has no answer.
public enum TransportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The URL, or one that a redirect named, is not asked; nothing was sent there.
    case refusedURL(URLRefusal)
    /// The host is at an address that the pod does not talk to; nothing was sent there.
    case refusedAddress(String)
    /// The host, or one that a redirect named, is one that whoever asks wants nothing of.
    case refusedHost(String)
    /// A field of the request's head cannot be written.
    case refusedHeader(name: String)
    /// The host's name has no address, or no name server said so.
    case nameNotResolved(host: String)
    /// A failure to connect, or the end of the connection before the answer.
    case connectionFailed(reason: String)
    /// A failure of TLS 1.2 or 1.3, or the lack of a certificate for this host from a trusted
    /// authority.
    case tlsFailed(reason: String)
    /// The request took longer than its deadline, or connecting longer than its own.
    case timedOut
    case bodyTooLarge(maximumBytes: Int)
    case headersTooLarge(maximumBytes: Int)
    case tooManyRedirects(maximum: Int)
    /// An answer that is not HTTP, is cut short or cannot be decompressed.
    case badResponse(reason: String)
    /// A lack of room in this pod for one more request; a retry may find some.
    case overloaded
    /// The task was cancelled.
    case cancelled
    /// The transport takes no more requests.
    case shuttingDown
    /// libcurl failed in a way that says nothing about the other server.
    case libraryFailure(reason: String)

    /// The failure to record for the other pod, if the error tells of one.
    public var podFailure: PodFailure? {
        switch self {
        case .nameNotResolved: .dnsFailed
        case .refusedURL, .refusedAddress, .connectionFailed, .timedOut: .netFailed
        case .tlsFailed: .sslFailed
        case .bodyTooLarge, .headersTooLarge, .tooManyRedirects, .badResponse: .httpFailed
        case .refusedHost, .refusedHeader, .overloaded, .cancelled, .shuttingDown, .libraryFailure:
            nil
        }
    }

    public var description: String {
        switch self {
        case .refusedURL(let refusal): refusal.description
        case .refusedAddress(let address): "the address \(foreign: address) is not public"
        case .refusedHost(let host): "the host \(foreign: host) is blocked"
        case .refusedHeader(let name): "the header field \(name) cannot be written"
        case .nameNotResolved(let host): "the name \(foreign: host) has no address"
        case .connectionFailed(let reason): "no connection: \(foreign: reason)"
        case .tlsFailed(let reason): "no trusted TLS connection: \(foreign: reason)"
        case .timedOut: "no answer in time"
        case .bodyTooLarge(let maximum): "the answer is longer than \(maximum) bytes"
        case .headersTooLarge(let maximum): "the answer's head is longer than \(maximum) bytes"
        case .tooManyRedirects(let maximum): "more than \(maximum) redirects"
        case .badResponse(let reason): "no valid answer: \(foreign: reason)"
        case .overloaded: "this pod asks for too much at once"
        case .cancelled: "the request was cancelled"
        case .shuttingDown: "the pod is shutting down"
        case .libraryFailure(let reason): "libcurl failed: \(reason)"
        }
    }
}
