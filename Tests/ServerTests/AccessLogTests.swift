import Blocking
import Dispatch
import Synchronization
import Testing

@testable import Server

/// Lines that are written after their answers.
struct AccessLogTests {
    private final class Counter: Sendable {
        private let number = Mutex(0)

        var value: Int { number.withLock { $0 } }

        func increase() { number.withLock { $0 += 1 } }
    }

    @Test func linesAreWrittenInTheirOrder() async {
        let log = AccessLog()
        let lines = Mutex<[Int]>([])
        for number in 0..<100 {
            await log.record { lines.withLock { $0.append(number) } }
        }

        await log.flush()

        #expect(lines.withLock { $0 } == Array(0..<100))
    }

    @Test func aLogThatIsReadSlowlyHoldsUpRequestsAndLosesNothing() async {
        let log = AccessLog()
        let executor = BlockingExecutor(label: "log", threads: 1)
        // Closed until the reader of the log goes on.
        let gate = DispatchSemaphore(value: 0)
        let written = Counter()
        let count = 2 * AccessLog.maximumLines + 500
        let recorded = Counter()
        await withTaskGroup(of: Void.self) { tasks in
            for _ in 0..<count {
                tasks.addTask(executorPreference: executor) {
                    await BlockingExecutor.$current.withValue(nil) {
                        await log.record {
                            gate.wait()
                            gate.signal()
                            written.increase()
                        }
                    }
                    recorded.increase()
                }
            }
            // All that have room have come in once the rest waits for it: the first line holds up the writing.
            while recorded.value < AccessLog.maximumLines { await Task.yield() }
            #expect(recorded.value <= 2 * AccessLog.maximumLines)
            gate.signal()
        }

        await log.flush()

        #expect(written.value == count)
    }

    @Test func nothingIsWaitedForWhereNothingWasWritten() async {
        await AccessLog().flush()
    }
}
