import Blocking
import Logging
import NIOPosix
import ServiceLifecycle

@testable import Server

/// A pod that listens on a loopback port while a test asks it.
struct RunningPod: Sendable {
    let port: Int
    /// Stops the pod before its test ends, if asked to.
    let group: ServiceGroup

    private static let executor = BlockingExecutor(label: "pods", threads: 4)
    /// The threads of those who ask a pod: on Swift's shared ones they would wait behind the tests that compute, for longer
    /// than a pod waits for a client.
    private static let clients = BlockingExecutor(label: "clients", threads: 4)

    /// Runs a server until its test has ended, on event loops that all tests share.
    ///
    /// `PodServer.run()` would leave its own to the process.
    static func serving(
        _ server: PodServer, _ test: (RunningPod) async throws -> Void
    ) async throws {
        try await running(on: executor, test) { onListening in
            server.buildApplication(
                on: MultiThreadedEventLoopGroup.singleton, onListening: onListening)
        }
    }

    /// Runs a pod until its test has ended, and stops it.
    ///
    /// - Parameters:
    ///   - executor: The threads on which the pod answers.
    ///   - makeService: Makes the pod, which tells its port once it listens.
    static func running(
        on executor: BlockingExecutor, _ test: (RunningPod) async throws -> Void,
        makeService: (@escaping @Sendable (Int) -> Void) -> any Service
    ) async throws {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let service = makeService { listening.yield($0) }
        let group = ServiceGroup(
            services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                // Nobody waits for the port of a pod that could not listen.
                defer { listening.finish() }
                try await executor.run { try await group.run() }
            }
            for await port in ports {
                try await clients.run {
                    try await test(RunningPod(port: port, group: group))
                }
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
