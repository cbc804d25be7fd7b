public import Logging
public import ServiceLifecycle
internal import Workers

/// The worker that makes compressed twins while the pod runs, when its thread has no other work:
/// nobody waits for them.
///
/// The worker looks for files without twins once a second, and blocks the thread that it runs on.
public final class TwinWorker: Service {
    private let twins: SiteTwins
    private let logger: Logger
    private let mistake = StandingError()

    public init(twins: SiteTwins, logger: Logger) {
        self.twins = twins
        self.logger = logger
    }

    /// Runs until the task is cancelled or the service shuts down.
    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                look()
                do {
                    try await Task.sleep(for: .seconds(1))
                } catch {
                    break
                }
            }
        }
    }

    /// Makes the twins that are missing now.
    func look() {
        do {
            guard try twins.lastNote() > 0 else { return }
            try twins.make(isCancelled: { Task.isCancelled })
            mistake.end()
        } catch {
            guard mistake.isNew(error) else { return }
            logger.error(
                "pages could not be compressed; they are served as they are",
                metadata: ["error": "\(error)"])
        }
    }
}
