import Foundation
import Pipeline
import Server
import ServiceLifecycle
import Store
import UnixSignals

/// `build --watch`: a server on loopback, a build after every change, a sign to the open page.
struct WatchedBuild {
    let options: PodOptions
    let pod: PodApplication
    let port: Int?

    func run() async throws {
        _ = try pod.dispatcher.run()
        let (builds, signal) = AsyncStream.makeStream(of: Void.self)
        let configured = pod.configuration.server.listen
        var configuration = PodServerConfiguration()
        configuration.host = configured.host
        configuration.port = port ?? configured.port
        configuration.logsRequests = pod.configuration.environment.logging.requests
        let server = PodServer(
            configuration: configuration, tree: pod.folder.tree,
            lookups: pod.lookups(pod.database), builds: builds, logger: pod.logger)
        let console = pod.console
        let listening = ListeningServer(server: server) { port in
            console.say("watching; read \(ListenAddress(host: configured.host, port: port).url)")
        }
        let watcher = BuildWatcher(options: options, pod: pod, signal: signal)
        try await ServiceGroup(
            services: [listening, watcher], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: pod.logger
        ).run()
    }
}

/// Looks a few times a second whether the sources of the tree changed.
struct BuildWatcher: Service {
    let options: PodOptions
    let pod: PodApplication
    let signal: AsyncStream<Void>.Continuation

    func run() async throws {
        var known = stamp()
        for await _ in AsyncTimerSequence.ticks(every: .milliseconds(300))
            .cancelOnGracefulShutdown()
        {
            let now = stamp()
            guard now != known else { continue }
            known = now
            rebuild()
        }
    }

    /// A mistake in a theme or a text is said, and the watch goes on.
    private func rebuild() {
        do {
            let report = try options.pod().dispatcher.run()
            pod.console.complain("\(report.changedFileCount) files changed")
            for failure in report.failures { pod.console.complain("error: \(failure)") }
            signal.yield()
        } catch {
            for text in ErrorText.texts(for: error) { pod.console.complain("error: " + text) }
        }
    }

    /// Names, sizes and times of everything the tree is made from beside the database, and the
    /// database's own count of changes.
    private func stamp() -> [String] {
        var stamp = (pod.settings.themeFolders + pod.settings.siteFolders)
            .flatMap(FolderStamp.lines)
        stamp += FolderStamp.lines(of: pod.folder.configuration)
        if let file = options.config { stamp += FolderStamp.lines(of: URL(filePath: file)) }
        // A database that cannot be read now is looked at again soon.
        let event = try? pod.database.read { try $0.lastEventID() }
        stamp.append("\(event ?? 0)")
        return stamp
    }
}
