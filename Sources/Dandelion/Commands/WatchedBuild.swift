import Foundation
import Server
import ServiceLifecycle
import Site
import Store
import UnixSignals

/// `build --watch`: a server on loopback, a build after every change, a sign to the open page.
struct WatchedBuild {
    let options: PodOptions
    let pod: PodApplication
    let port: Int?
    let showsDrafts: Bool
    let makesTwins: Bool

    func run() async throws {
        _ = try pod.dispatcher.run()
        let (builds, signal) = AsyncStream.makeStream(of: Void.self)
        let twins = makesTwins ? [twinWorker] : []
        guard showsDrafts else {
            return try await run(
                [server(builds), BuildWatcher(options: options, pod: pod, signal: signal)] + twins)
        }
        let preview = try Preview(of: pod.folder)
        do {
            _ = try preview.showDrafts(settings: pod.settings)
        } catch {
            try preview.end()
            throw error
        }
        let server = PreviewServer(
            pod: pod, preview: preview, port: port ?? pod.configuration.server.listen.port,
            builds: builds)
        try await server.run(
            [
                server.service(openingAt: Preview.draftsPath),
                BuildWatcher(options: options, pod: pod, signal: signal, preview: preview),
            ] + twins)
    }

    private var twinWorker: any Service {
        TwinWorker(twins: pod.twins(), logger: pod.logger).placed(on: PodThreads().twins)
    }

    private func server(_ builds: AsyncStream<Void>) -> ListeningServer {
        let configured = pod.configuration.server.listen
        var configuration = PodServerConfiguration()
        configuration.host = configured.host
        configuration.port = port ?? configured.port
        configuration.logsRequests = pod.configuration.environment.logging.requests
        let server = PodServer(
            configuration: configuration, tree: pod.folder.tree,
            lookups: pod.lookups(pod.database), builds: builds, logger: pod.logger)
        let console = pod.console
        return ListeningServer(server: server) { port in
            console.say("watching; read \(ListenAddress(host: configured.host, port: port).url)")
        }
    }

    private func run(_ services: [any Service]) async throws {
        try await ServiceGroup(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: pod.logger
        ).run()
    }
}
