internal import Glibc

/// Processor time of the calling thread, which no other process adds to.
enum ProcessorTime {
    /// Returns how long some work takes, in seconds.
    static func seconds(_ work: () -> Void) -> Double {
        let start = now()
        work()
        return now() - start
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
