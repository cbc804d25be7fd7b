/// The settings of outgoing requests.
public struct TransportSettings: Sendable {
    public var userAgent: String
    /// A file of certificates in PEM form to trust instead of the system's.
    public var certificateAuthorities: String?
    /// Whether `http` URLs are asked too: a setting for development.
    public var allowsPlainHTTP = false
    /// Deliveries at the same time.
    public var maximumDeliveries = 128
    /// Fetches at the same time.
    public var maximumFetches = 96
    /// Fetches that wait for their turn.
    public var maximumWaitingFetches = 1024
    /// The same, for one host.
    public var maximumWaitingFetchesPerHost = 256
    /// Connections open at the same time, those among them that wait to be used again.
    public var maximumConnections = 256
    /// Fetches at the same time from one host, and deliveries to one scheme, host and port.
    public var maximumTransfersPerHost = 8
    /// Longest time until a connection with its TLS stands, within the request's deadline.
    public var connectTimeout: Duration = .seconds(10)
    /// Longest accepted head of a response, in bytes.
    public var maximumHeaderBytes = 65_536
    /// Memory of all answers together that are not read yet, in bytes; the first 64 KB of each count for nothing.
    public var maximumBodyBytes = 48 << 20
    /// Addresses of names that no name server is asked for. The guard judges them like others.
    public var pinnedAddresses: [String: [IPAddress]] = [:]

    public init(userAgent: String) {
        self.userAgent = userAgent
    }

    /// Transfers at the same time.
    var maximumTransfers: Int { max(1, maximumDeliveries) + max(1, maximumFetches) }
}
