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
        while now < start + TextPace.patience {
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

    @Test func aRestIsBounded() {
        var pace = TextPace()
        #expect(
            pace.rest(after: .besideReceiving, from: start, to: start + .seconds(6))
                == TextPace.longestRest)
        #expect(
            pace.rest(after: .idle, from: start, to: start) == TextPace.restAfterIdleness)
    }
}
