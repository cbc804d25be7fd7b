import Composing
import Federation
import Foundation
import Logging
import Outbox
import Server
import ServiceLifecycle
import Site
import Store
import Web
import Workers

/// The services of a running pod, wired in one place for `serve`, `work` and the tests.
struct PodServices {
    private let federation: PodFederation
    private let presence: WorkerPresence?
    private let services: [any Service]
    private let logger: Logger

    /// Opens what the services work with.
    ///
    /// - Parameters:
    ///   - options: Where the configuration is, which is read anew when its file changes.
    ///   - server: How to listen; nil without a server.
    ///   - workerCount: The number of threads that write pages; nil without workers.
    ///   - onListening: Called with the port.
    init(
        of pod: PodApplication, options: PodOptions, server: PodServerConfiguration?,
        workerCount: Int?, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        self.logger = logger
        federation = try pod.federation(logger: logger)
        try federation.keys.sealAll(in: pod.database)
        let threads = PodThreads()
        let settings = pod.currentSettings(options: options)
        var services: [any Service] = []
        var databases = [pod.database]
        var inbox: Inbox?
        var readers: ReaderSite?
        if let server {
            // The workers may hold all connections of theirs.
            let answers = try PodDatabase(path: pod.folder.database.path)
            databases.append(answers)
            let reading = try ReaderSite(path: answers.path)
            readers = reading
            let (listening, inboxOfServer) = try Self.server(
                of: pod, server, answers: answers, readers: reading, federation, settings: settings,
                logger: logger, onListening: onListening)
            inbox = inboxOfServer
            services.append(listening.placed(on: threads.answering))
        }
        services.append(
            MemoryKeeper(databases: databases, readers: readers).placed(on: threads.site))
        presence = try workerCount == nil ? nil : pod.presence()
        if let presence, let workerCount {
            services += pod.workers(
                federation, inbox: inbox, presence: presence, workerCount: workerCount,
                settings: settings, threads: threads, logger: logger)
        }
        self.services = services
    }

    /// Runs the services until the process is told to end, the task is cancelled, or one of them fails.
    func run() async throws {
        try await federation.run(services, logger: logger)
        try presence?.end()
    }

    private static func server(
        of pod: PodApplication, _ configuration: PodServerConfiguration, answers: PodDatabase,
        readers: ReaderSite, _ federation: PodFederation, settings: CurrentSettings, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void
    ) throws -> (server: ListeningServer, inbox: Inbox) {
        let inbox = pod.inbox(answers: answers)
        let router = try pod.router(
            database: answers, inbox: inbox, keys: federation.keys, isSecure: federation.isSecure)
        let app = pod.app(
            database: answers, readers: readers, federation: federation, settings: settings)
        let server = ListeningServer(
            server: PodServer(
                configuration: configuration, tree: pod.folder.tree,
                lookups: pod.lookups(answers), logger: logger
            ) {
                router.addRoutes(to: $0)
                app.addRoutes(to: $0)
            },
            onListening: onListening)
        return (server, inbox)
    }
}

extension PodApplication {
    /// Returns the configuration of the pod's server.
    ///
    /// - Parameter port: One other than that of the configuration.
    func serverConfiguration(port: Int?) -> PodServerConfiguration {
        var server = PodServerConfiguration()
        server.host = configuration.server.listen.host
        server.port = port ?? configuration.server.listen.port
        server.trustedProxies = trustedProxies
        server.servesTree = configuration.environment.assets.serve
        server.logsRequests = configuration.environment.logging.requests
        return server
    }

    /// Builds the workers, which write pages, receive messages of other pods, and send to them.
    ///
    /// - Parameter inbox: Of the server in this process.
    func workers(
        _ federation: PodFederation, inbox: Inbox?, presence: WorkerPresence, workerCount: Int,
        settings: CurrentSettings, threads: PodThreads, logger: Logger
    ) -> [any Service] {
        let gate = TakeoverGate()
        return [
            SiteWorker(
                work: { siteWork(try settings.now(), workerCount: workerCount) },
                sweep: sweep, logger: logger, watch: DatabaseWatch(path: database.path), gate: gate
            ).placed(on: threads.site),
            TwinWorker(twins: twins(), logger: logger).placed(on: threads.twins),
            InboxWorker(
                database: database, clock: clock, presence: presence,
                receiver: {
                    federation.receiver(
                        context(try settings.now()), random: random, logger: logger)
                }, inbox: inbox, gate: gate, logger: logger
            ).placed(on: threads.receiving),
            TextWorker(
                backlog: backlog(logger: logger),
                database: database, clock: clock, presence: presence, logger: logger
            ).placed(on: threads.texts),
            FederationWorker(
                check: federation.check(self), backfill: federation.backfill(self, logger),
                pruning: Pruning(database: database, clock: clock), logger: logger
            ).placed(on: threads.sending),
            DeliveryWorker(
                dispatchers: [
                    dispatcher(
                        of: federation.channel(self, logger: logger), presence: presence,
                        logger: logger)
                ],
                leases: DeliveryLeases(database: database, presence: presence),
                waits: WaitBound(database: database, clock: clock),
                watch: DatabaseWatch(path: database.path), logger: logger
            ).placed(on: threads.sending),
        ]
    }

    private func dispatcher(
        of channel: some DeliveryChannel, presence: WorkerPresence, logger: Logger
    ) -> any Dispatching {
        DeliveryDispatcher(
            channel, database: database, clock: clock, random: random, presence: presence,
            logger: logger)
    }
}
