internal import ChildProcess

/// The share of the time in which texts are rendered, beside receiving.
///
/// While messages wait, or are being worked on, it is a tenth: after each round the worker rests nine times as long.
/// After a minute the share is half, so that nobody keeps texts waiting for ever by sending without an end.
struct TextPace {
    /// The outcome of a round.
    enum Round {
        /// No text waits that can be rendered now.
        case idle
        /// Nothing is known of what waits.
        case failed
        case alone
        case besideReceiving
    }

    static let restWithoutWork = Duration.seconds(1)
    /// The time for which receiving comes first while texts wait.
    static let receivingFirst = Duration.seconds(60)
    private static let restsAtFirst = 9
    /// Nine times the processor time that a child may take: a round beside receiving has one of them at most.
    static let longestRest =
        Duration.seconds(ProcessLimits.forText.processorSeconds) * restsAtFirst

    /// The first of the rounds beside receiving since texts last had the machine to themselves, or none waited.
    private var receivingSince: ContinuousClock.Instant?

    /// Says for how long to rest after a round.
    mutating func rest(
        after round: Round, from start: ContinuousClock.Instant, to end: ContinuousClock.Instant
    ) -> Duration {
        switch round {
        case .idle:
            receivingSince = nil
            return Self.restWithoutWork
        case .failed:
            return Self.restWithoutWork
        case .alone:
            receivingSince = nil
            return .zero
        case .besideReceiving:
            let since = receivingSince ?? start
            receivingSince = since
            let isLong = since.duration(to: end) > Self.receivingFirst
            return min(start.duration(to: end) * (isLong ? 1 : Self.restsAtFirst), Self.longestRest)
        }
    }
}
