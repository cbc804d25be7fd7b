/// The redirects that a request has followed, and its next URL.
struct RedirectSteps {
    private(set) var url: OutboundURL
    private(set) var headers: [HeaderField]
    private(set) var visited: [OutboundURL] = []
    /// The rest of the deadline.
    private(set) var remaining: Duration
    /// The rest of the time allowed in the queue.
    private(set) var remainingWait: Duration?
    /// Steps allowed; nil if none is taken and such an answer is the answer.
    private let maximum: Int?

    init(_ request: OutboundRequest) {
        url = request.url
        headers = request.headers
        remaining = request.deadline
        remainingWait = request.maximumWait
        maximum =
            switch request.redirects {
            case .follow(let maximum) where request.method != .post: maximum
            default: nil
            }
    }

    /// Follows a redirect; returns false if the result is the answer.
    ///
    /// Spec: RFC 9110 section 15.4.
    mutating func follow(_ result: TransferResult) throws(TransportError) -> Bool {
        guard let maximum, [301, 302, 303, 307, 308].contains(result.status),
            let location = result.headers.first(where: { $0.isNamed("Location") })?.value
        else { return false }
        guard visited.count < maximum else { throw .tooManyRedirects(maximum: maximum) }
        let next: OutboundURL
        do { next = try url.resolving(location) } catch { throw .refusedURL(error) }
        guard next.scheme == .https || url.scheme == .http else {
            throw .refusedURL(.scheme(next.scheme.rawValue))
        }
        remaining -= result.elapsed
        remainingWait = remainingWait.map { $0 - result.waited }
        guard remaining > .zero else { throw .timedOut }
        if next.origin != url.origin {
            // What was meant for one server is not another one's.
            headers.removeAll { $0.isNamed("Authorization") || $0.isNamed("Cookie") }
        }
        visited.append(url)
        url = next
        return true
    }
}
