import Cryptography
import Foundation
import Server
import ServiceLifecycle
import Site
import Store
import UnixSignals

/// The server of a preview: on loopback, whatever the configuration says, for those who have the token.
struct PreviewServer {
    let pod: PodApplication
    let preview: Preview
    /// 0 lets the system choose.
    let port: Int
    /// The stream with an element after each change of the pages.
    let builds: AsyncStream<Void>

    /// Builds the server of the preview.
    ///
    /// - Parameter path: The path of the page that the printed address leads to.
    func service(openingAt path: String) -> ListeningServer {
        var configuration = PodServerConfiguration()
        configuration.host = "127.0.0.1"
        configuration.port = port
        let token = PreviewToken(random: pod.random)
        let console = pod.console
        let server = PodServer(
            configuration: configuration, tree: pod.folder.tree, lookups: pod.lookups(pod.database),
            preview: PrivateTree(root: preview.tree, token: token), builds: builds,
            logger: pod.logger)
        return ListeningServer(server: server) { port in
            // Not "localhost", which may be another program's at ::1.
            console.say("only for you: http://127.0.0.1:\(port)\(path)?token=\(token.text)")
        }
    }

    /// Runs services until Ctrl-C; whatever ends them, the folder of the preview is gone then.
    func run(_ services: [any Service]) async throws {
        do {
            try await ServiceGroup(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: pod.logger
            ).run()
        } catch {
            try? preview.end()  // The first failure is the one to be said.
            throw error
        }
        try preview.end()
    }
}
