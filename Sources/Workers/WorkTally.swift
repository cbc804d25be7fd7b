internal import Foundation
public import Logging
internal import Store
internal import Synchronization

/// Counts of what a worker did, logged in a line every ten seconds at most, however much it is.
///
/// Workers do thousands of things a second in a storm, and one an hour else: a line for each would fill the log, and
/// none would leave a podmin without an answer to what `work` does.
public final class WorkTally: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var toldAt: ContinuousClock.Instant?
    }

    private let sentence: Logger.Message
    private let logger: Logger
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    /// The shortest time between two lines.
    static let interval = Duration.seconds(10)

    /// - Parameter sentence: The log message, which the counts follow.
    public init(
        _ sentence: Logger.Message, logger: Logger,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.sentence = sentence
        self.logger = logger
        self.now = now
    }

    /// Adds to the count of that name.
    public func add(_ name: String, _ count: Int = 1) {
        guard count > 0 else { return }
        state.withLock { $0.counts[name, default: 0] += count }
    }

    /// Logs the counts since the last line, if there are any and the interval has passed.
    ///
    /// - Parameter isLast: Whether the counts are logged even before the interval has passed.
    public func tell(isLast: Bool = false) {
        let counts = state.withLock { state -> [String: Int] in
            let now = now()
            guard !state.counts.isEmpty,
                isLast || state.toldAt.map({ $0.duration(to: now) >= Self.interval }) ?? true
            else { return [:] }
            state.toldAt = now
            defer { state.counts = [:] }
            return state.counts
        }
        guard !counts.isEmpty else { return }
        logger.info(sentence, metadata: counts.mapValues { "\($0)" })
    }
}
