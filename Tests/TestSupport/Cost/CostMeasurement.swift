internal import AllocationMeter
internal import Glibc

/// How the cost of reading or rendering a shape grows from a quarter of its size to the whole.
public struct CostMeasurement: Sendable {
    /// Processor time of the whole by that of the quarter; 4 if it is in proportion.
    public let timeRatio: Double
    /// Most memory held at once for the whole, in bytes beyond what was held before.
    public let peakBytes: Int
    /// By that of the quarter; 4 if it is in proportion.
    public let peakRatio: Double
    /// Size of the whole, in bytes.
    public let bytes: Int

    /// The most that four times the size may cost: what takes the square costs 16 times.
    public static let maximumRatio = 6.5
    /// The most that four times the size may take of memory: buffers that double may double once more.
    public static let maximumPeakRatio = 8.5

    private static let rounds = 3
    private static let moreRounds = 15
    /// How long the smaller one takes at least, in seconds: it is repeated until it does.
    private static let shortest = 0.02

    /// Measures the time of this thread alone, the best of three rounds and, if they do not do, of fifteen: what
    /// else the machine is doing makes some of them longer and none shorter.
    public init(_ shape: CostShape, _ work: ([UInt8]) -> Void) {
        let small = shape.document(bytes: shape.bytes / 4)
        let large = shape.document(bytes: shape.bytes)
        bytes = large.count
        let smallPeak = Self.peak(small, work)
        peakBytes = Self.peak(large, work)
        // Neither table nor cache of the program counts, which is made once.
        let floor = 64 << 10
        peakRatio = Double(max(peakBytes, floor)) / Double(max(smallPeak, floor))

        var repetitions = 1
        while Self.seconds(small, repetitions, work) < Self.shortest, repetitions < 1 << 14 {
            repetitions *= 2
        }
        var best = (small: Double.infinity, large: Double.infinity)
        var ratio = Double.infinity
        for round in 1...Self.moreRounds {
            let quarter = Self.seconds(small, repetitions, work)
            let whole = Self.seconds(large, repetitions, work)
            best = (min(best.small, quarter), min(best.large, whole))
            // Both of one round have met the same machine; what takes the square has 16 in each.
            ratio = min(ratio, whole / quarter)
            if round >= Self.rounds, min(ratio, best.large / best.small) <= Self.maximumRatio {
                break
            }
        }
        timeRatio = min(ratio, best.large / best.small)
    }

    private static func peak(_ document: [UInt8], _ work: ([UInt8]) -> Void) -> Int {
        work(document)
        allocation_meter_begin()
        work(document)
        return allocation_meter_peak()
    }

    private static func seconds(
        _ document: [UInt8], _ repetitions: Int, _ work: ([UInt8]) -> Void
    ) -> Double {
        let start = now()
        for _ in 0..<repetitions { work(document) }
        return now() - start
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
