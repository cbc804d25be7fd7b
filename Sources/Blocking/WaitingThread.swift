internal import Synchronization

/// The calling thread, for asynchronous work that it waits for.
///
/// All that the work awaits runs on this thread too, but for tasks of no parent: code that may block can call
/// what is asynchronous, from inside a task of a ``BlockingExecutor`` as well. Such tasks run on Swift's shared
/// threads, so these must never wait here themselves.
/// Spec: Swift evolution, SE-0417, "Task Executor Preference".
public final class WaitingThread: TaskExecutor {
    private let jobs = JobQueue()

    private init() {}

    public func enqueue(_ job: consuming ExecutorJob) {
        _ = jobs.append(UnownedJob(job))
    }

    /// Runs the body on the calling thread and waits for its end.
    public static func run<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        let thread = WaitingThread()
        let result = WaitedResult<Value>()
        Task(executorPreference: thread) {
            do {
                // The executor of the caller may have no thread but this one.
                let value = try await BlockingExecutor.$current.withValue(nil) {
                    try await body()
                }
                result.set(.success(value))
            } catch {
                result.set(.failure(error))
            }
        }
        while true {
            // The job that sets the result is the task's last, and runs here.
            if let result = result.value { return try result.get() }
            thread.jobs.next().runSynchronously(on: thread.asUnownedTaskExecutor())
        }
    }
}

/// The result of work that is waited for.
private final class WaitedResult<Value: Sendable>: Sendable {
    private let state = Mutex<Result<Value, any Error>?>(nil)

    var value: Result<Value, any Error>? { state.withLock(\.self) }

    func set(_ value: Result<Value, any Error>) { state.withLock { $0 = value } }
}
