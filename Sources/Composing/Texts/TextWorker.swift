internal import Foundation
public import Logging
public import Outbox
public import ServiceLifecycle
public import Store

/// Renders the texts that no page of the public site shows, as soon as no message waits to be received; while
/// some do, a batch a second.
///
/// Of several processes the one that began first does it.
public final class TextWorker: Service {
    private let backlog: TextBacklog
    private let presence: WorkerPresence
    private let isReceiving: @Sendable () throws -> Bool
    private let logger: Logger
    private let failure = StandingError()

    public init(
        backlog: TextBacklog, database: PodDatabase, clock: PodClock, presence: WorkerPresence,
        logger: Logger
    ) {
        self.backlog = backlog
        self.presence = presence
        self.logger = logger
        isReceiving = {
            try database.read { try $0.hasDueInboxEntries(at: clock.now()) }
        }
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                if renderNext() { continue }
                // Ends early when the pod does.
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Renders a batch of each kind; says once why it cannot, however often it is tried.
    ///
    /// - Returns: Whether to go on at once.
    func renderNext() -> Bool {
        do {
            guard try presence.isFirst(), try backlog.renderNext() else {
                failure.end()
                return false
            }
            failure.end()
            return try !isReceiving()
        } catch is CancellationError {
            return false
        } catch {
            if failure.isNew(error) {
                logger.error("texts could not be rendered", metadata: ["error": "\(error)"])
            }
            return false
        }
    }
}
