import TestSupport
import Testing

@testable import Transport

@Suite struct TransferQueueTests {
    @Test func originsTakeTurns() {
        var queue = TransferQueue(maximum: 100, maximumPerOrigin: 100)
        for id in UInt64(1)...3 { queue.append(id, origin: "a") }
        for id in UInt64(4)...5 { queue.append(id, origin: "b") }

        #expect(Array(queue.started()) == [1, 4, 2, 5, 3])
    }

    @Test func anOriginHasNoMoreThanItsLimit() {
        var queue = TransferQueue(maximum: 100, maximumPerOrigin: 2)
        for id in UInt64(1)...4 { queue.append(id, origin: "a") }

        #expect(queue.started() == [1, 2])
        queue.finish(origin: "a")
        #expect(queue.started() == [3])
        queue.append(5, origin: "b")
        #expect(queue.started() == [5])
    }

    @Test func allHaveNoMoreThanTheirLimit() {
        var queue = TransferQueue(maximum: 2, maximumPerOrigin: 2)
        for id in UInt64(1)...3 { queue.append(id, origin: "\(id)") }

        #expect(queue.started() == [1, 2])
        queue.finish(origin: "1")
        #expect(queue.started() == [3])
    }

    @Test func whatIsTakenBackDoesNotBegin() {
        var queue = TransferQueue(maximum: 1, maximumPerOrigin: 1)
        for id in UInt64(1)...3 { queue.append(id, origin: "a") }
        queue.append(4, origin: "b")

        #expect(queue.started() == [1])
        queue.remove(2, origin: "a")
        queue.remove(4, origin: "b")
        queue.finish(origin: "a")
        #expect(queue.started() == [3])
        queue.finish(origin: "a")
        #expect(queue.started() == [])
        queue.append(5, origin: "b")
        #expect(queue.started() == [5])
    }

    @Test func whatExceedsTheWaitingIsNotTaken() {
        var queue = TransferQueue(
            maximum: 1, maximumPerOrigin: 1, maximumWaiting: 3, maximumWaitingPerOrigin: 2)
        let taken = [
            queue.append(1, origin: "a"), queue.append(2, origin: "a"),
            queue.append(3, origin: "a"), queue.append(4, origin: "b"),
            queue.append(5, origin: "c"),
        ]

        #expect(taken == [true, true, false, true, false])
        #expect(queue.next() == 1)
        #expect(queue.append(6, origin: "c") == true)
        queue.remove(4, origin: "b")
        queue.remove(4, origin: "b")
        #expect(queue.append(7, origin: "c") == true)
        #expect(queue.append(8, origin: "b") == false)
    }

    /// Against the plainest queue there is, over random steps.
    @Test(arguments: [UInt64(1), 2, 3])
    func nothingIsLostOrBeyondTheLimits(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var queue = TransferQueue(maximum: 5, maximumPerOrigin: 2)
        var waiting: [(id: UInt64, origin: String)] = []
        var running: [String] = []
        for id in UInt64(0)..<3000 {
            let origin = "\(UInt64.random(in: 0..<4, using: &random))"
            switch UInt64.random(in: 0..<4, using: &random) {
            case 0, 1:
                queue.append(id, origin: origin)
                waiting.append((id, origin))
            case 2 where !running.isEmpty:
                queue.finish(origin: running.removeFirst())
            case 3 where !waiting.isEmpty:
                let taken = waiting.remove(at: waiting.count / 2)
                queue.remove(taken.id, origin: taken.origin)
            default:
                break
            }
            while let next = queue.next() {
                let index = waiting.firstIndex { $0.id == next }
                guard let index else { return #expect(Bool(false), "began what was not waiting") }
                let origin = waiting.remove(at: index).origin
                #expect(!waiting[..<index].contains { $0.origin == origin })
                running.append(origin)
            }
            #expect(running.count <= 5 && queue.runningCount == running.count)
            for (_, origin) in waiting {
                let count = running.count { $0 == origin }
                #expect(count <= 2 && (running.count == 5 || count == 2))
            }
        }
    }
}

extension TransferQueue {
    fileprivate mutating func started() -> [UInt64] {
        var ids: [UInt64] = []
        while let id = next() { ids.append(id) }
        return ids
    }
}
