import TestSupport
import Testing

/// What the tables of costs rest on.
@Suite(.serialized) struct CostMeasurementTests {
    static let shape = CostShape("letters", "x", bytes: 2_000)

    @Test func workInProportionIsWithinBounds() {
        let cost = CostMeasurement(Self.shape) { bytes in Self.work(steps: 100 * bytes.count) }

        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
    }

    @Test func workThatTakesTheSquareIsFound() {
        let cost = CostMeasurement(Self.shape, patience: 0) { bytes in
            Self.work(steps: bytes.count * bytes.count / 8)
        }

        #expect(cost.timeRatio > 2 * CostMeasurement.maximumRatio)
    }

    @Test func theSquareIsFoundWhereNoCacheHoldsTheMemory() {
        let cost = CostMeasurement(Self.shape, patience: 0) { bytes in
            let memory = [UInt8](repeating: 1, count: bytes.count << 14)
            Self.work(steps: bytes.count * bytes.count / (Int(memory[bytes.count]) + 1))
        }

        #expect(cost.timeRatio > CostMeasurement.maximumRatio)
    }

    @Test func memoryThatTakesTheSquareIsFound() {
        let cost = CostMeasurement(Self.shape, patience: 0) { bytes in
            _ = [UInt8](repeating: 0, count: bytes.count * bytes.count)
        }

        #expect(cost.peakRatio > CostMeasurement.maximumPeakRatio || cost.peakBytes < 0)
    }

    @Test func roundsThatWereDisturbedAreRepeated() {
        var rounds = 0
        var wasWhole = false

        let cost = CostMeasurement(Self.shape) { bytes in
            let isWhole = bytes.count == 2_000
            if isWhole, !wasWhole { rounds += 1 }
            wasWhole = isWhole
            Self.work(steps: (isWhole && rounds < 8 ? 400 : 100) * bytes.count)
        }

        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
        #expect(rounds >= 8)
    }

    private static func work(steps: Int) {
        var sum: UInt64 = 1
        for step in 0..<UInt64(steps) { sum = sum &* 31 &+ step }
        #expect(sum != 0)
    }
}
