import Blocking
import Synchronization
import Testing

struct ThreadsTests {
    private struct Broken: Error {}

    @Test func resultsHaveTheOrderOfTheValues() {
        let values = Array(0..<10_000)

        #expect(Threads(count: 7).map(values) { $0 * 2 } == values.map { $0 * 2 })
        #expect(Threads(count: 7).map([Int]()) { $0 }.isEmpty)
    }

    @Test func eachWorkerRunsOnceAndAllHaveEndedWhenTheCallReturns() throws {
        for count in 1...9 {
            let seen = Mutex<[Int]>([])

            try Threads(count: count).run { worker in seen.withLock { $0.append(worker) } }

            #expect(seen.withLock { $0.sorted() } == Array(0..<count))
        }
    }

    @Test func anErrorIsThrownOnceAllHaveEnded() {
        let ended = Mutex(0)

        #expect(throws: Broken.self) {
            try Threads(count: 4).run { worker in
                ended.withLock { $0 += 1 }
                if worker == 2 { throw Broken() }
            }
        }

        #expect(ended.withLock { $0 } == 4)
    }
}
