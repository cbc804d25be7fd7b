internal import AllocationMeter

/// What a piece of work allocates: the same each time, other than the time it takes.
public struct AllocationCount: Sendable {
    /// How many blocks.
    public let blocks: Int
    /// The most bytes at once.
    public let peakBytes: Int

    /// Counts what this thread allocates, once the work has been done before.
    public init(of work: () -> Void) {
        work()
        allocation_meter_begin()
        work()
        blocks = allocation_meter_taken()
        peakBytes = allocation_meter_peak()
    }
}
