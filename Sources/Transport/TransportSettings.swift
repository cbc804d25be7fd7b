/// How the pod calls out.
public struct TransportSettings: Sendable {
    public var userAgent: String
    /// A file of certificates in PEM form to trust instead of the system's.
    public var certificateAuthorities: String?
    /// Whether `http` URLs are asked too: a setting for development.
    public var allowsPlainHTTP = false
    /// Transfers at the same time.
    public var maximumTransfers = 128
    /// Connections open at the same time, those among them that wait to be used again.
    public var maximumConnections = 256
    /// Transfers at the same time with one scheme, host and port.
    public var maximumTransfersPerHost = 8
    /// Longest time until a connection with its TLS stands, within the request's deadline.
    public var connectTimeout: Duration = .seconds(10)
    /// Longest accepted head of a response, in bytes.
    public var maximumHeaderBytes = 65_536
    /// Addresses of names that no name server is asked for. The guard judges them like others.
    public var pinnedAddresses: [String: [IPAddress]] = [:]

    public init(userAgent: String) {
        self.userAgent = userAgent
    }
}
