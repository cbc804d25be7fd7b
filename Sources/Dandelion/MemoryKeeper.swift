import Glibc
import ServiceLifecycle
import Store

/// Gives memory back to the system whenever a pod comes to rest after work: a storm of messages, a build.
struct MemoryKeeper: Service {
    let databases: [PodDatabase]
    /// The connections of the signed-in pages; nil without a server.
    let readers: ReaderSite?

    private static let interval = Duration.seconds(5)
    /// Seconds of processor time in an interval, above which a pod is at work.
    private static let work = 0.25

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var last = Self.processorSeconds
            var wasAtWork = false
            while !Task.isCancelled {
                // Ends early when the pod does.
                try? await Task.sleep(for: Self.interval)
                let now = Self.processorSeconds
                let isAtWork = now - last > Self.work
                if wasAtWork, !isAtWork {
                    for database in databases { database.releaseMemory() }
                    readers?.releaseMemory()
                    MemoryUse.giveBack()
                }
                (last, wasAtWork) = (now, isAtWork)
            }
        }
    }

    /// Used by this process so far.
    private static var processorSeconds: Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
