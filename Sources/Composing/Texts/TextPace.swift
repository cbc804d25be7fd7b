/// How the worker of texts shares the machine with receiving.
///
/// While messages wait, or are being worked on, it takes a tenth of the time: after each round it rests nine times as
/// long. Whoever never stops sending must not keep texts waiting for ever: after a minute it takes half of the time.
struct TextPace {
    /// What came of a round.
    enum Round {
        /// There was nothing to do, or it failed.
        case idle
        case alone
        case besideReceiving
    }

    static let restAfterIdleness = Duration.seconds(1)
    static let longestRest = Duration.seconds(5)
    static let patience = Duration.seconds(60)
    private static let restsAtFirst = 9

    private var receivingSince: ContinuousClock.Instant?

    /// Says for how long to rest after a round.
    mutating func rest(
        after round: Round, from start: ContinuousClock.Instant, to end: ContinuousClock.Instant
    ) -> Duration {
        switch round {
        case .idle:
            return Self.restAfterIdleness
        case .alone:
            receivingSince = nil
            return .zero
        case .besideReceiving:
            let since = receivingSince ?? start
            receivingSince = since
            let isLong = since.duration(to: end) > Self.patience
            return min(start.duration(to: end) * (isLong ? 1 : Self.restsAtFirst), Self.longestRest)
        }
    }
}
