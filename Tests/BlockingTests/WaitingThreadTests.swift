import Blocking
import Foundation
import Testing

struct WaitingThreadTests {
    private struct Broken: Error {}

    @Test func allThatIsAwaitedRunsOnTheCallingThread() throws {
        let caller = Self.thread()

        let threads = try WaitingThread.run {
            let own = Self.thread()
            try await Task.sleep(for: .milliseconds(1))
            return try await withThrowingTaskGroup(of: UInt.self) { group in
                for pause in 0..<8 {
                    group.addTask {
                        try await Task.sleep(for: .milliseconds(pause))
                        return Self.thread()
                    }
                }
                return try await group.reduce(into: [own, Self.thread()]) { $0.append($1) }
            }
        }

        #expect(threads == Array(repeating: caller, count: 10))
    }

    @Test func anErrorOfTheWorkIsThrown() {
        #expect(throws: Broken.self) {
            try WaitingThread.run {
                await Task.yield()
                throw Broken()
            }
        }
    }

    @Test func theOnlyThreadOfAnExecutorCanWait() async throws {
        let executor = BlockingExecutor(label: "alone", threads: 1)

        let sum = try await executor.run {
            let first = try Self.waiting(for: 2)
            await Task.yield()
            return try first + Self.waiting(for: 3)
        }

        #expect(sum == 5)
    }

    /// Waits inside of waiting.
    private static func waiting(for number: Int) throws -> Int {
        try WaitingThread.run {
            await Task.yield()
            let number = try WaitingThread.run {
                try await Task.sleep(for: .milliseconds(1))
                return number
            }
            await Task.yield()
            return number
        }
    }

    private static func thread() -> UInt { UInt(pthread_self()) }
}
