import CivilTime
import Foundation
import TestSupport
import Testing

struct RFC3339Tests {
    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (-0.5, "1969-12-31T23:59:59Z"),
        (951_782_399.9, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"), (-62_167_219_200, "0000-01-01T00:00:00Z"),
        (253_402_300_799.5, "9999-12-31T23:59:59Z"), (1e30, "9999-12-31T23:59:59Z"),
        (-1e30, "0000-01-01T00:00:00Z"), (.infinity, "9999-12-31T23:59:59Z"),
        (-.infinity, "0000-01-01T00:00:00Z"), (.nan, "0000-01-01T00:00:00Z"),
    ])
    func attack51MomentsAreHeldWithinFourDigits(seconds: Double, text: String) {
        #expect(RFC3339.text(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func secondsBeyondAllBoundsAreHeldToo() {
        #expect(RFC3339.text(seconds: .max) == "9999-12-31T23:59:59Z")
        #expect(RFC3339.text(seconds: .min) == "0000-01-01T00:00:00Z")
    }

    @Test func foundationWritesTheSame() {
        var generator = SeededGenerator(seed: 56)
        for _ in 0..<5_000 {
            // Since 1600: before 1582 Foundation's calendar is another.
            let seconds = Int.random(
                in: -11_676_096_000...RFC3339.seconds.upperBound, using: &generator)
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(RFC3339.text(date) == date.formatted(.iso8601))
            #expect(RFC3339.wholeSeconds(date) == seconds)
        }
    }
}
