/// What clients may hold of a pod at one moment. Attack 63.
struct ClientLimits: Sendable, Equatable {
    /// Connections of one client, and requests of one behind a web server in front.
    var connectionsPerClient = 128
    /// Bytes of request bodies, from their first byte until their answer has left.
    var bodyBytes = 32 << 20
    /// The part of `bodyBytes` that one client may hold.
    var bodyBytesPerClient = 8 << 20
    /// Bytes of a body that are taken even when longer bodies have filled three quarters of `bodyBytes`.
    var shortBodyBytes = 64 << 10
    /// Requests on one connection that wait for their answers.
    var pipelinedRequests = 32
}
