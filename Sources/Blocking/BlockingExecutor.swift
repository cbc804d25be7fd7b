internal import Foundation

/// Threads of their own for one kind of asynchronous work, on which that work may block: read files, wait
/// for the database, compute for seconds.
///
/// Swift's shared threads are as many as the machine has processors, and a task that blocks one delays every
/// other task of the process. Work that runs here delays its own kind alone. Tasks that a task of this
/// executor starts with `async let` or in a group run here too; an unstructured one is started with
/// `Task(executorPreference: BlockingExecutor.current)`. Its threads begin with the first job and end with
/// the process. Spec: Swift evolution, SE-0417, "Task Executor Preference".
public final class BlockingExecutor: TaskExecutor {
    /// The executor of the current task; nil for a task of Swift's shared threads, as in tests.
    @TaskLocal public static var current: BlockingExecutor?

    private let jobs: JobQueue
    private let label: String
    private let threadCount: Int
    private let niceness: Int32

    /// - Parameters:
    ///   - label: The threads' name, for tools that list them: 15 bytes.
    ///   - threads: Most jobs that run at a time.
    ///   - niceness: Added to the process's own, 0 to 19: the system favours threads with less.
    public init(label: String, threads: Int, niceness: Int32 = 0) {
        precondition(threads > 0, "an executor without threads runs nothing")
        self.label = label
        threadCount = threads
        self.niceness = niceness
        jobs = JobQueue()
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        if jobs.append(UnownedJob(job)) { start() }
    }

    /// Runs the body, and all that it awaits, on the threads of this executor.
    public func run<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async rethrows -> Value {
        try await Self.$current.withValue(self) {
            try await withTaskExecutorPreference(self, operation: body)
        }
    }

    /// Runs the body on the threads on which the current task was placed, wherever it runs now; here, if it was placed
    /// on none, as in tests.
    public static func onThreads<Value>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async rethrows -> Value {
        guard let current else { return try await body() }
        return try await withTaskExecutorPreference(current, operation: body)
    }

    private func start() {
        for _ in 0..<threadCount {
            Thread { [self] in
                CallingThread.setName(label)
                CallingThread.lowerPriority(by: niceness)
                while true { jobs.next().runSynchronously(on: asUnownedTaskExecutor()) }
            }.start()
        }
    }
}
