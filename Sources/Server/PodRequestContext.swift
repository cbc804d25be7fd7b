public import Hummingbird
import NIOCore

/// The context that a request carries through middleware and controllers.
public struct PodRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The loop of the client's connection, which takes what is written to it.
    let eventLoop: any EventLoop
    /// The other end of the connection: a client, or a web server in front.
    let remoteAddress: SocketAddress?

    public init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        eventLoop = source.channel.eventLoop
        remoteAddress = source.channel.remoteAddress
    }
}
