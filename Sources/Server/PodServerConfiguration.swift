public import Transport

/// The addresses a pod listens on, and its limits on what strangers send.
public struct PodServerConfiguration: Sendable {
    public var host = "127.0.0.1"
    /// Port 0 lets the system choose.
    public var port = 3000
    /// Event loops: threads that move bytes, and answer what they have in memory.
    public var threads = 2
    /// Whether the pod serves the tree (`environment.assets.serve`), or a web server before it.
    public var servesTree = true
    /// Whether each request is logged (`environment.logging.requests`); errors are in any case.
    public var logsRequests = true
    /// Bytes in all headers of a request.
    public var maximumHeaderBytes = 32 * 1024
    public var maximumHeaderCount = 100
    /// Bytes in the body of a request.
    public var maximumBodyBytes = 8 * 1024 * 1024
    /// The time after which a connection is closed if no byte moves on it.
    public var idleTimeout = Duration.seconds(60)
    public var maximumConnections = 1024
    /// Addresses of web servers in front, whose connections count for the clients that they name.
    public var trustedProxies: [AddressRange] = []
    var clients = ClientLimits()

    public init() {}
}
