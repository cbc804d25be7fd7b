internal import Foundation
public import Logging
public import ServiceLifecycle
public import Store
public import Workers

/// Renders the texts that no build renders: as fast as it can while no message of another pod waits or is being worked
/// on, else a few at a time, as ``TextPace`` says.
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
        isReceiving = { try database.read { try $0.isReceiving(at: clock.now()) } }
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            var pace = TextPace()
            while !Task.isCancelled {
                let start = ContinuousClock.now
                let round = renderNext()
                let rest = pace.rest(after: round, from: start, to: .now)
                // Ends early when the pod does.
                if rest > .zero { try? await Task.sleep(for: rest) }
            }
        }
    }

    /// Renders a batch of each kind; says once why it cannot, however often it is tried.
    func renderNext() -> TextPace.Round {
        do {
            guard try presence.isFirst() else { return .idle }
            let isReceiving = try isReceiving()
            let hasFound = try backlog.renderNext(isSmall: isReceiving)
            failure.end()
            guard hasFound else { return .idle }
            return isReceiving ? .besideReceiving : .alone
        } catch is CancellationError {
            return .failed
        } catch {
            if failure.isNew(error) {
                logger.error("texts could not be rendered", metadata: ["error": "\(error)"])
            }
            return .failed
        }
    }
}
