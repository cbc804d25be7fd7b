import ArgumentParser
import Blocking
import Composing
import Logging
import Server
import Store

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
        var server = pod.serverConfiguration(port: port)
        server.maximumConnections = DescriptorLimit.raise()
        try await PodServices(
            of: pod, options: options, server: server,
            workerCount: noWorkers ? nil : workers ?? 2, logger: pod.logger
        ) { [console = pod.console, address = pod.settings.url, host = server.host] port in
            console.say("serving \(address) on \(ListenAddress(host: host, port: port).url)")
        }.run()
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
        let services = try PodServices(
            of: pod, options: options, server: nil, workerCount: 2, logger: logger)
        logger.info(
            "the work begins",
            metadata: ["pod": "\(pod.settings.url)", "version": "\(ProgramVersion.number)"])
        try await services.run()
        logger.info("the work ends")
    }
}
