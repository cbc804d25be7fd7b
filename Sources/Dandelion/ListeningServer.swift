import Server
import ServiceLifecycle

/// The pod's server as a service that says when it listens.
struct ListeningServer: Service {
    let server: PodServer
    let onListening: @Sendable (Int) async -> Void

    func run() async throws {
        do {
            try await server.run(onListening: onListening)
        } catch PodServerError.portInUse(let port) {
            throw PodError.portInUse(port)
        }
    }
}
