internal import Blocking
public import Foundation
import Glibc
public import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore
import NIOPosix
public import ServiceLifecycle

/// A pod's HTTP server: the public tree, and the routes that are added to it.
///
/// On graceful shutdown it stops accepting, finishes the requests it has, and ends.
public struct PodServer: Service {
    private let configuration: PodServerConfiguration
    private let tree: StaticTree
    private let lookups: TreeLookups
    private let preview: PrivateTree?
    private let reload: ReloadHub?
    private let addRoutes: @Sendable (Router<PodRequestContext>) -> Void
    private let accessLog = AccessLog()
    private let logger: Logger

    /// - Parameter tree: The folder of public files. It may come and go while the pod runs.
    /// - Parameter preview: What its token's holder alone may look at; with it, nothing is served to
    ///   others, and no request is logged.
    /// - Parameter builds: One element after each build, which reloads the pages that are open;
    ///   nil, as on every pod that people use, leaves pages as they are.
    /// - Parameter addRoutes: Adds the dynamic routes, asked for what is not in the tree.
    public init(
        configuration: PodServerConfiguration, tree: URL, lookups: TreeLookups = TreeLookups(),
        preview: PrivateTree? = nil, builds: AsyncStream<Void>? = nil, logger: Logger,
        addRoutes: @escaping @Sendable (Router<PodRequestContext>) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.tree = StaticTree(root: tree, table: AddressTable())
        self.lookups = lookups
        self.preview = preview
        reload = builds.map { ReloadHub(builds: $0) }
        self.addRoutes = addRoutes
        self.logger = logger
    }

    public func run() async throws {
        try await run { _ in }
    }

    /// Serves until graceful shutdown or cancellation.
    ///
    /// - Parameter onListening: Called with the port once connections are accepted.
    /// - Throws: ``PodServerError/portInUse(_:)`` if another program listens on the port.
    public func run(onListening: @escaping @Sendable (Int) async -> Void) async throws {
        // Never shut down, its threads end with the process: Hummingbird still asks its loops for
        // things in a task of its own when `run` has returned.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.threads)
        let application = buildApplication(on: group, onListening: onListening)
        do {
            // Connections are accepted on a loop too, whatever the answering threads are doing.
            try await withTaskExecutorPreference(LoopExecutor(group.next())) {
                try await application.run()
            }
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw PodServerError.portInUse(configuration.port)
        }
    }

    /// Builds the application alone, for tests and for callers that have event loops already.
    public func buildApplication(
        on group: any EventLoopGroup,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: buildRouter(),
            server: connections(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    configuration.maximumConnections + configuration.clients.spareConnections,
                    logger: logger)),
            services: [accessLog] + (reload.map { [$0] } ?? []),
            onServerRunning: { channel in
                await BlockingExecutor.onThreads {
                    await onListening(channel.localAddress?.port ?? 0)
                }
            },
            eventLoopGroupProvider: .shared(group),
            logger: logger)
    }

    private var client: ClientAddress {
        ClientAddress(trustedProxies: configuration.trustedProxies)
    }

    private func buildRouter() -> Router<PodRequestContext> {
        let router = Router(context: PodRequestContext.self)
        let identity = RequestIDs(client: client)
        if configuration.logsRequests, preview == nil {
            router.add(
                middleware: AccessLogMiddleware(
                    table: tree.table, identity: identity, log: accessLog))
        }
        router.add(
            middleware: SecurityHeadersMiddleware(
                errorPage: ErrorPage(tree: tree), identity: identity))
        router.add(middleware: HostMiddleware())
        if let preview {
            router.add(middleware: PreviewGate(token: preview.token))
            add(
                StaticTree(root: preview.root, table: tree.table), lookups: TreeLookups(),
                to: router)
        }
        add(tree, lookups: lookups, to: router)
        if let reload { ReloadController(hub: reload).addRoutes(to: router) }
        addRoutes(router)
        return router
    }

    private func add(
        _ tree: StaticTree, lookups: TreeLookups, to router: Router<PodRequestContext>
    ) {
        router.add(
            middleware: StaticTreeMiddleware(
                tree: tree, servesFiles: configuration.servesTree, lookups: lookups,
                reloadsPages: reload != nil))
    }

    private func connections() -> HTTPServerBuilder {
        let idle = TimeAmount(configuration.idleTimeout)
        let maximumBytes = configuration.maximumBodyBytes
        var limits = configuration.clients
        limits.connections = configuration.maximumConnections
        let ledger = ClientLedger(limits: limits)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                SlowConnectionCloser(idleTimeout: idle), DrainBeforeClose(),
                ConnectionGuard(
                    ledger: ledger, addresses: client, maximumBytes: maximumBytes),
            ],
            // Its timer is cancelled when a connection ends, which takes a loop as many steps as it has timers.
            idleTimeout: nil,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: configuration.maximumHeaderBytes,
                maxHeaderListSize: configuration.maximumHeaderBytes,
                maxHeaderFieldCount: configuration.maximumHeaderCount))
        return HTTPServerBuilder { responder in
            PodChannel(channel: HTTP1Channel(responder: responder, configuration: channel))
        }
    }
}
