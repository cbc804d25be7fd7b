/// The schedule for building the pages that show answers.
///
/// A single answer is shown at once. If several come between two builds, the pause until the next
/// build doubles, up to some seconds; it is short again after a build with one answer or none.
struct AnswerGathering {
    /// The number of answers in one build from which on the pause grows.
    static let storm = 2
    static let shortestPause = Duration.milliseconds(200)
    static let longestPause = Duration.seconds(3)
    /// A build is followed by a pause of so many times its length: a slow machine has other work too.
    private static let pauseForBuild = 2

    private var pause = Self.shortestPause
    /// The earliest time of the next build of answers.
    private var end: ContinuousClock.Instant?
    /// Whether answers wait for the end of the pause.
    private var isWaiting = false

    /// Whether to build now what waits.
    ///
    /// - Parameter isUrgent: Something other than answers waits too.
    mutating func isTime(at now: ContinuousClock.Instant, isUrgent: Bool) -> Bool {
        isWaiting = !isUrgent && end.map { now < $0 } ?? false
        return !isWaiting
    }

    /// Whether answers waited for a pause that is over.
    func isOver(at now: ContinuousClock.Instant) -> Bool {
        isWaiting && end.map { now >= $0 } ?? true
    }

    /// Records a build, and sets the pause after it.
    ///
    /// - Parameter answerCount: Answers that waited when it began, as far as they were counted.
    mutating func built(
        answerCount: Int, from start: ContinuousClock.Instant, to end: ContinuousClock.Instant
    ) {
        isWaiting = false
        guard answerCount > 0 else { return }
        pause =
            answerCount < Self.storm ? Self.shortestPause : min(pause * 2, Self.longestPause)
        let rest = min(start.duration(to: end) * Self.pauseForBuild, Self.longestPause)
        self.end = end + max(pause, rest)
    }
}
