/// Limits on the connections and bytes that clients hold at one moment. Attack 63.
struct ClientLimits: Sendable, Equatable {
    /// Connections of all clients, requests through a web server in front among them.
    var connections = 1_024
    /// Connections beyond, which are open for a moment while others are closed for them.
    var spareConnections = 32
    /// The most connections of one client, if a quarter of those that the others leave is not less.
    var connectionsPerClient = 128
    /// The number of connections that a client may have however little is left.
    var fewConnections = 8
    /// Bytes of request bodies, from their first byte until their answer has left.
    var bodyBytes = 32 << 20
    /// The part of `bodyBytes` that one client may hold, and a quarter of what the others leave at most; a
    /// short body in any case.
    var bodyBytesPerClient = 8 << 20
    /// Bytes of a body that are taken even when longer bodies have filled three quarters of `bodyBytes`.
    var shortBodyBytes = 64 << 10
    /// Requests on one connection that wait for their answers.
    var pipelinedRequests = 32
}
