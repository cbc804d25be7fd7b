import ArgumentParser
import Foundation
import Logging
import Pipeline
import Server
import ServiceLifecycle
import Store
import Transport
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the pod: the public tree, and the work behind it.",
        discussion: """
            Example:

              dandelion serve --port 3000

            It listens on loopback (server.listen): put nginx, Caddy or Apache in front,
            with the files in config/. It also publishes drafts whose time has come. Ctrl-C
            ends it.
            """)

    @Option(help: "The port, if not that of server.listen.")
    var port: Int?

    @Option(help: "Threads for building pages. (2 unless said)")
    var workers: Int?

    @Flag(help: "Leave building to `dandelion work`.")
    var noWorkers = false

    @OptionGroup var options: PodOptions

    func validate() throws {
        if let port, !(0...65_535).contains(port) {
            throw ValidationError("--port is a number up to 65535.")
        }
        if let workers, !(1...64).contains(workers) {
            throw ValidationError("--workers is a number from 1 to 64.")
        }
    }

    func run() async throws {
        MemoryUse.limitArenas()
        let pod = try options.pod()
        var configuration = PodServerConfiguration()
        configuration.host = pod.configuration.server.listen.host
        configuration.port = port ?? pod.configuration.server.listen.port
        configuration.maximumConnections = DescriptorLimit.raise()
        configuration.trustedProxies = pod.trustedProxies
        configuration.servesTree = pod.configuration.environment.assets.serve
        configuration.logsRequests = pod.configuration.environment.logging.requests
        let logger = pod.logger
        let console = pod.console
        let address = pod.settings.url
        let federation = try pod.federation(logger: logger)
        try federation.keys.sealAll(in: pod.database)
        let threads = PodThreads()
        // The workers may hold all connections of theirs.
        let answers = try PodDatabase(path: pod.folder.database.path)
        let inbox = pod.inbox(answers: answers)
        let router = try pod.router(
            database: answers, inbox: inbox, keys: federation.keys, isSecure: federation.isSecure)
        let server = ListeningServer(
            server: PodServer(
                configuration: configuration, tree: pod.folder.tree,
                lookups: pod.lookups(answers), logger: logger, addRoutes: router.addRoutes)
        ) { [host = configuration.host] port in
            let place = ListenAddress(host: host, port: port)
            console.say("serving \(address) on \(place.url)")
        }
        var services: [any Service] = [
            server.placed(on: threads.answering),
            MemoryKeeper(databases: [pod.database, answers]).placed(on: threads.site),
        ]
        let gate = TakeoverGate()
        let presence = try noWorkers ? nil : pod.presence()
        if let presence {
            services.append(
                SiteWorker(
                    work: { [options, workers] in
                        try pod.siteWork(options: options, workerCount: workers ?? 2)
                    },
                    sweep: pod.sweep, logger: logger,
                    watch: DatabaseWatch(path: pod.database.path), gate: gate
                ).placed(on: threads.site))
            services.append(
                TwinWorker(twins: pod.twins(), logger: logger).placed(on: threads.twins))
            services += pod.federationWorkers(
                federation, inbox: inbox, presence: presence, gate: gate, options: options,
                threads: threads, logger: logger)
        }
        try await ServiceGroup(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
        ).run()
        await federation.transport.shutDown(grace: .seconds(5))
        try presence?.end()
    }
}

struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Do the work behind the pod, without serving.",
        discussion: """
            Example:

              dandelion work

            For a pod whose server runs with --no-workers. As many processes as wanted; they
            share the work through the database. It publishes drafts that are due, writes
            pages, takes in what other pods sent, and sends to them. What it did is logged
            to standard error; environment.logging.level or LOG_LEVEL says how much. Ctrl-C
            ends it.
            """)

    @OptionGroup var options: PodOptions

    func run() async throws {
        MemoryUse.limitArenas()
        let pod = try options.pod()
        let logger = pod.logger
        let gate = TakeoverGate()
        let worker = SiteWorker(
            work: { [options] in try pod.siteWork(options: options) }, sweep: pod.sweep,
            logger: logger, watch: DatabaseWatch(path: pod.database.path), gate: gate)
        let threads = PodThreads()
        let federation = try pod.federation(logger: logger)
        try federation.keys.sealAll(in: pod.database)
        let presence = try pod.presence()
        logger.info(
            "the work begins",
            metadata: ["pod": "\(pod.settings.url)", "version": "\(ProgramVersion.number)"])
        try await ServiceGroup(
            services: [
                worker.placed(on: threads.site),
                TwinWorker(twins: pod.twins(), logger: logger).placed(on: threads.twins),
                MemoryKeeper(databases: [pod.database]).placed(on: threads.site),
            ]
                + pod.federationWorkers(
                    federation, inbox: nil, presence: presence, gate: gate, options: options,
                    threads: threads, logger: logger),
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
        ).run()
        await federation.transport.shutDown(grace: .seconds(5))
        try presence.end()
        logger.info("the work ends")
    }
}
