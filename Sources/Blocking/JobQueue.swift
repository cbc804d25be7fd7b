internal import Foundation

/// The jobs that wait for the threads of an executor, in their order.
final class JobQueue: @unchecked Sendable {
    // Checked by hand: everything below is read and written while `condition` is locked.
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    /// The number of `jobs` that were taken.
    private var taken = 0
    private var hasStarted = false

    /// Appends a job.
    ///
    /// - Returns: Whether this was the first job ever.
    func append(_ job: UnownedJob) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        jobs.append(job)
        condition.signal()
        defer { hasStarted = true }
        return !hasStarted
    }

    /// Waits for a job and takes it.
    func next() -> UnownedJob {
        condition.lock()
        defer { condition.unlock() }
        while taken == jobs.count { condition.wait() }
        let job = jobs[taken]
        taken += 1
        if taken == jobs.count {
            jobs.removeAll(keepingCapacity: jobs.count <= 1_024)
            taken = 0
        } else if taken >= 1_024, taken * 2 >= jobs.count {
            jobs.removeFirst(taken)
            taken = 0
        }
        return job
    }
}
