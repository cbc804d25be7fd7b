import ArgumentParser
import Blocking
import Composing
import Logging
import Server
import Store

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the pod, and run its workers.",
        discussion: """
            Example:

              dandelion serve --port 3000

            Listens on loopback (server.listen): put nginx, Caddy or Apache in front, with
            the files in config/. Also publishes scheduled drafts. Ctrl-C stops it.
            """)

    @Option(help: "The port (default: that of server.listen).")
    var port: Int?

    @Option(help: "The number of threads that build pages (default: 2).")
    var workers: Int?

    @Flag(help: "Leave all background work to `dandelion work`.")
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
        commandName: "work", abstract: "Run the pod's workers, without serving.",
        discussion: """
            Example:

              dandelion work

            For a pod whose server runs with --no-workers. Any number of processes can run;
            they share the work through the database. Publishes scheduled drafts, writes
            pages, processes messages from other pods, and sends messages to them. Logs to
            standard error, at environment.logging.level or LOG_LEVEL. Ctrl-C stops it.
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
