internal import AllocationMeter

/// How the cost of reading or rendering a shape grows from a quarter of its size to the whole.
public struct CostMeasurement: Sendable {
    /// Processor time of the whole by that of the quarter; 4 if it is in proportion, caches left out of account.
    public let timeRatio: Double
    /// Most memory held at once for the whole, in bytes beyond what was held before.
    public let peakBytes: Int
    /// By that of the quarter; 4 if it is in proportion.
    public let peakRatio: Double
    /// Size of the whole, in bytes.
    public let bytes: Int

    /// The most that four times the size may cost: what takes the square costs 16 times.
    public static let maximumRatio = 5.0
    /// The most that four times the size may take of memory: buffers that double may double once more.
    public static let maximumPeakRatio = 8.5

    /// Rounds after which a cost that is not in proportion is taken for one, as far as patience goes.
    private static let rounds = 3
    /// How long one side of a round takes at least, in seconds: it is repeated until it does.
    private static let shortest = 0.02

    /// Measures the time of this thread alone, of one whole against four quarters: where the cost is in proportion
    /// both take as long, and what else the machine is doing falls upon both alike.
    ///
    /// That makes some rounds longer and none shorter, so the shortest of each side counts. One round that is in
    /// proportion is enough, as what takes the square is three times beyond the bound; else there are three, and more
    /// as long as patience goes. Where the memory of the whole fits into no cache, and that of a quarter does,
    /// ``MemoryWalk`` tells what that costs, and it is taken out.
    ///
    /// - Parameter patience: Processor time after which no more rounds are begun, in seconds.
    public init(_ shape: CostShape, patience: Double = 20, _ work: ([UInt8]) -> Void) {
        let small = shape.document(bytes: shape.bytes / 4)
        let large = shape.document(bytes: shape.bytes)
        bytes = large.count
        allocation_meter_keep_pages()
        // Makes the tables and caches of the program, which count for neither side.
        work(small)
        let smallPeak = Self.peak(small, work)
        peakBytes = Self.peak(large, work)
        // Neither table nor cache of the program counts, which is made once.
        let floor = 64 << 10
        peakRatio = Double(max(peakBytes, floor)) / Double(max(smallPeak, floor))

        var repetitions = 1
        var quarters = Self.seconds(small, 4 * repetitions, work)
        while quarters < Self.shortest, repetitions < 1 << 14 {
            repetitions *= 2
            quarters = Self.seconds(small, 4 * repetitions, work)
        }
        var shortest = (quarters: quarters, whole: Double.infinity)
        var walks = (small: MemoryWalk(bytes: smallPeak), large: MemoryWalk(bytes: peakBytes))
        var ratio = Double.infinity
        var rounds = 0
        var spent = quarters
        while ratio > Self.maximumRatio, rounds < Self.rounds || spent < patience {
            if rounds > 0 { quarters = Self.seconds(small, 4 * repetitions, work) }
            let whole = Self.seconds(large, repetitions, work)
            shortest = (min(shortest.quarters, quarters), min(shortest.whole, whole))
            ratio = 4 * shortest.whole / shortest.quarters
            if ratio > Self.maximumRatio {
                walks.small.repeatOnce()
                walks.large.repeatOnce()
                ratio /= walks.large.slowdown(beside: walks.small)
            }
            rounds += 1
            spent += (rounds > 1 ? quarters : 0) + whole
        }
        timeRatio = ratio
    }

    private static func peak(_ document: [UInt8], _ work: ([UInt8]) -> Void) -> Int {
        allocation_meter_begin()
        work(document)
        return allocation_meter_peak()
    }

    private static func seconds(
        _ document: [UInt8], _ repetitions: Int, _ work: ([UInt8]) -> Void
    ) -> Double {
        ProcessorTime.seconds {
            for _ in 0..<repetitions { work(document) }
        }
    }
}
