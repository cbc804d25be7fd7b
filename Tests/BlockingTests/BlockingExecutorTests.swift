import Blocking
import Foundation
import Testing

struct BlockingExecutorTests {
    @Test func tasksThatBlockLeaveOthersAlone() async throws {
        // More tasks block than the machine has processors: on Swift's shared threads nothing else would run.
        let blocked = BlockingExecutor(label: "blocked", threads: 16)
        let answering = BlockingExecutor(label: "answering", threads: 1)
        let gate = DispatchSemaphore(value: 0)
        let arrived = DispatchSemaphore(value: 0)

        async let work: Void = blocked.run {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<16 { group.addTask { Self.wait(gate, saying: arrived) } }
            }
        }
        let answer = await answering.run {
            for _ in 0..<16 { Self.wait(arrived) }
            return await Self.number()
        }
        for _ in 0..<16 { gate.signal() }
        await work

        #expect(answer == 7)
    }

    @Test func allThatATaskAwaitsRunsOnItsThreads() async {
        let executor = BlockingExecutor(label: "named", threads: 2)

        let names = await executor.run {
            async let child = Self.threadName()
            let own = await Self.threadName()
            try? await Task.sleep(for: .milliseconds(1))
            let later = await Self.threadName()
            let apart = Task(executorPreference: BlockingExecutor.current) {
                await Self.threadName()
            }
            return [own, later, await child, await apart.value]
        }

        #expect(names == ["named", "named", "named", "named"])
    }

    @Test func manyJobsAllRunOnce() async {
        let executor = BlockingExecutor(label: "many", threads: 3)

        let count = await executor.run {
            await withTaskGroup(of: Int.self) { group in
                for _ in 0..<20_000 {
                    group.addTask {
                        await Task.yield()
                        return 1
                    }
                }
                return await group.reduce(0, +)
            }
        }

        #expect(count == 20_000)
    }

    private static func number() async -> Int { 7 }

    private static func threadName() async -> String { name() }

    private static func name() -> String {
        let name = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
        return name?.trimmingCharacters(in: .newlines) ?? ""
    }

    private static func wait(
        _ gate: DispatchSemaphore, saying arrived: DispatchSemaphore? = nil
    ) {
        arrived?.signal()
        gate.wait()
    }
}
