/// A request to another server, with its limits.
public struct OutboundRequest: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
    }

    /// The purpose of a request, which decides the limits it begins with.
    public enum Kind: Sendable {
        /// Bringing something: 30 seconds, no redirects (protocol 2.13).
        case deliver
        /// Getting something: 10 seconds, at most 4 redirects (protocol 2.11), after 20 in the queue.
        case fetch
    }

    /// The kind of request, and with it the share of the transport's connections that it counts
    /// against.
    public let kind: Kind
    public var method: Method
    public var url: OutboundURL
    /// Fields besides `Host`, `User-Agent`, `Accept-Encoding` and `Content-Length`.
    public var headers: [HeaderField]
    public var body: OutboundBody?
    /// Followed by GET and HEAD only.
    public var redirects: RedirectPolicy
    /// Longest accepted body after decompression, in bytes.
    public var maximumBytes: Int
    /// Longest time of all transfers of this request together.
    ///
    /// It counts from the moment a transfer begins (looking up the name is part of it), not
    /// while the request waits for its turn: no other server is blamed for what waits here.
    public var deadline: Duration
    /// Longest time that all transfers of this request together wait for their turn; nil if they wait
    /// as long as their task does.
    public var maximumWait: Duration?
    /// The port in the person's own diaspora* ID: the only one allowed besides 443.
    public var identityPort: UInt16?
    /// Hosts with the ports in the IDs of others concerned: an answer may send us there as well.
    public var otherAuthorities: Set<String> = []
    /// Whether a host, with its port where it is not the usual one, is not asked, though an answer sends
    /// us there.
    public var isRefused: @Sendable (String) -> Bool = { _ in false }

    public init(
        _ method: Method, _ url: OutboundURL, headers: [HeaderField] = [],
        body: OutboundBody? = nil, kind: Kind, maximumBytes: Int = 1_048_576,
        deadline: Duration? = nil, identityPort: UInt16? = nil
    ) {
        self.kind = kind
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.maximumBytes = maximumBytes
        self.identityPort = identityPort
        switch kind {
        case .deliver:
            redirects = .none
            self.deadline = deadline ?? .seconds(30)
        case .fetch:
            redirects = .follow(maximum: 4)
            maximumWait = .seconds(20)
            self.deadline = deadline ?? .seconds(10)
        }
    }
}
