import Logging
import TestSupport
import Testing

@testable import PodFixtures
@testable import Workers

struct WorkTallyTests {
    private let clock = MovableClock()
    private let lines = LogLines()

    private var tally: WorkTally {
        WorkTally("sent messages", logger: lines.logger) { [clock] in clock.instant }
    }

    @Test func theFirstIsToldAtOnceAndTheRestTogether() {
        let tally = tally
        tally.tell()
        tally.add("arrived")
        tally.tell()
        for _ in 0..<1000 { tally.add("arrived") }
        tally.add("failed", 2)
        tally.add("none", 0)
        tally.tell()

        #expect(lines.all == ["sent messages arrived=1"])
        clock.advance(WorkTally.interval)
        tally.tell()
        tally.tell()

        #expect(lines.all == ["sent messages arrived=1", "sent messages arrived=1000 failed=2"])
    }

    @Test func whatIsLeftIsToldAtTheEnd() {
        let tally = tally
        tally.add("arrived")
        tally.tell()
        tally.add("arrived", 3)

        tally.tell(isLast: true)
        tally.tell(isLast: true)

        #expect(lines.all == ["sent messages arrived=1", "sent messages arrived=3"])
    }
}
