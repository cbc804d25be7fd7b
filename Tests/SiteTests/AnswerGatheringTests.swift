import Testing

@testable import Site

/// One answer is shown at once, a storm of them a handful of times.
@Suite struct AnswerGatheringTests {
    private let start = ContinuousClock.now
    private static let build = Duration.milliseconds(40)
    /// How often the worker looks.
    private static let glance = Duration.milliseconds(50)

    @Test func oneAnswerAfterAnotherIsShownWithinHalfASecond() {
        var gathering = AnswerGathering()
        var now = start
        for _ in 1...20 {
            let asked = now
            while !gathering.isTime(at: now, isUrgent: false) { now += Self.glance }
            gathering.built(answerCount: 1, from: now, to: now + Self.build)
            now += Self.build
            #expect(asked.duration(to: now) < .milliseconds(500))
        }
    }

    @Test(arguments: [10, 100, 1_000])
    func aStormMakesAHandfulOfBuilds(answersPerSecond: Int) {
        var gathering = AnswerGathering()
        var builds = 0
        var shown = 0
        var now = start
        let end = start + .seconds(10)
        var longestWait = Duration.zero
        var waitsSince: ContinuousClock.Instant?
        while now < end {
            let elapsed = start.duration(to: now)
            let come =
                Int(elapsed / .milliseconds(1)) * answersPerSecond / 1_000 + 1
            if come > shown {
                waitsSince = waitsSince ?? now
                if gathering.isTime(at: now, isUrgent: false) {
                    let count = min(come - shown, AnswerGathering.storm)
                    gathering.built(answerCount: count, from: now, to: now + Self.build)
                    longestWait = max(longestWait, waitsSince.map { $0.duration(to: now) } ?? .zero)
                    waitsSince = nil
                    shown = come
                    builds += 1
                }
            }
            now += Self.glance
        }
        #expect((3...8).contains(builds))
        #expect(longestWait <= AnswerGathering.longestPause + Self.glance)
    }

    @Test func afterAStormOneAnswerIsShownAtOnceAgain() {
        var gathering = AnswerGathering()
        var now = start
        for _ in 1...6 {
            gathering.built(answerCount: 2, from: now, to: now)
            now += .seconds(3)
        }
        let isTime = [now - .milliseconds(1), now].map {
            gathering.isTime(at: $0, isUrgent: false)
        }
        #expect(isTime == [false, true])

        gathering.built(answerCount: 1, from: now, to: now)

        let isTimeSoon = gathering.isTime(at: now + .milliseconds(200), isUrgent: false)
        #expect(isTimeSoon)
    }

    @Test func whatSomebodyWaitsForIsNotGathered() {
        var gathering = AnswerGathering()
        gathering.built(answerCount: 2, from: start, to: start)

        let isTime = [false, true].map { gathering.isTime(at: start, isUrgent: $0) }
        #expect(isTime == [false, true])
    }

    @Test func aBuildWithoutAnswersIsFollowedByNoPause() {
        var gathering = AnswerGathering()
        gathering.built(answerCount: 0, from: start, to: start + .seconds(2))

        let isTime = gathering.isTime(at: start + .seconds(2), isUrgent: false)
        #expect(isTime)
    }

    @Test func aSlowBuildLeavesTimeForOtherWork() {
        var gathering = AnswerGathering()
        gathering.built(answerCount: 1, from: start, to: start + .seconds(1))

        let isTime = gathering.isTime(at: start + .seconds(2), isUrgent: false)
        #expect(!isTime)
        #expect(!gathering.isOver(at: start + .seconds(2)))
        #expect(gathering.isOver(at: start + .seconds(3)))
        let isTimeThen = gathering.isTime(at: start + .seconds(3), isUrgent: false)
        #expect(isTimeThen)
    }
}
