import Testing

@testable import Composing

/// How rendering shares the machine with receiving.
@Suite struct TextPaceTests {
    private let start = ContinuousClock.now

    @Test func attack21RenderingBesideReceivingTakesATenthOfTheTime() {
        var pace = TextPace()

        let rest = pace.rest(
            after: .besideReceiving, from: start, to: start + .milliseconds(20))

        #expect(rest == .milliseconds(180))
    }

    @Test func attack21AStormWithoutEndLeavesRenderingHalfOfTheTime() {
        var pace = TextPace()
        var now = start
        while now < start + TextPace.receivingFirst {
            let end = now + .milliseconds(20)
            let rest = pace.rest(after: .besideReceiving, from: now, to: end)
            #expect(rest == .milliseconds(180))
            now = end + rest
        }

        #expect(
            pace.rest(after: .besideReceiving, from: now, to: now + .milliseconds(20))
                == .milliseconds(20))

        #expect(pace.rest(after: .alone, from: now, to: now + .seconds(1)) == .zero)
        #expect(
            pace.rest(after: .besideReceiving, from: now, to: now + .milliseconds(20))
                == .milliseconds(180))
    }

    /// Says for how long a round of 20 ms rests beside receiving that goes on.
    private func rest(afterTwoMinutesWith round: TextPace.Round) -> Duration {
        var pace = TextPace()
        _ = pace.rest(after: .besideReceiving, from: start, to: start + .milliseconds(20))
        for second in 1...30 {
            let now = start + .seconds(second)
            #expect(pace.rest(after: round, from: now, to: now) == TextPace.restWithoutWork)
        }
        let now = start + TextPace.receivingFirst * 2
        return pace.rest(after: .besideReceiving, from: now, to: now + .milliseconds(20))
    }

    @Test func attack21OfTwoStormsWithNothingToDoBetweenTheSecondHasItsOwnMinute() {
        #expect(rest(afterTwoMinutesWith: .idle) == .milliseconds(180))
    }

    @Test func failedRoundsEndNoStorm() {
        #expect(rest(afterTwoMinutesWith: .failed) == .milliseconds(20))
    }

    @Test func attack28ARoundWithASlowTextRestsNineTimesAsLongToo() {
        var pace = TextPace()

        #expect(
            pace.rest(after: .besideReceiving, from: start, to: start + .seconds(2))
                == .seconds(18))
    }

    @Test func aRestIsBounded() {
        var pace = TextPace()
        #expect(
            pace.rest(after: .besideReceiving, from: start, to: start + .seconds(6))
                == TextPace.longestRest)
    }
}
