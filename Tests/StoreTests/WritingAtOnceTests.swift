import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct WritingAtOnceTests {
    @Test func twoProcessesThatWriteAtOnceBothSucceed() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("dandelion.sqlite")
        try PodDatabase.create(path: path).close()
        // Two pools know nothing of each other, like two processes: SQLite alone is between them.
        let pools = try [PodDatabase(path: path), PodDatabase(path: path)]
        try pools[0].write { try $0.setState("sum", "0") }
        let errors = Mutex<[String]>([])

        DispatchQueue.concurrentPerform(iterations: 2) { index in
            do {
                for _ in 0..<100 {
                    try pools[index].write { transaction in
                        let sum = try transaction.reading.state("sum").flatMap(Int.init) ?? 0
                        try transaction.setState("sum", String(sum + 1))
                    }
                }
            } catch { errors.withLock { $0.append("\(error)") } }
        }

        #expect(errors.withLock { $0 } == [])
        #expect(try pools[0].read { try $0.state("sum") } == "200")
    }

    @Test func aFullDiskIsSaidAndNothingIsLost() throws {
        let pod = try PopulatedDatabase()
        let before = try pod.database.read { try $0.posts(after: 0, limit: 100) }
        try pod.database.pool.writeWithoutTransaction { connection in
            let pages = try Int.fetchOne(connection, sql: "PRAGMA page_count") ?? 0
            try connection.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        let text = String(repeating: "words ", count: 40_000)

        #expect(throws: StoreError.diskFull(path: pod.path)) {
            try pod.database.write { transaction in
                try transaction.setState("a", "b")
                _ = try transaction.insertPost(
                    guid: pod.guid(), authorID: pod.aliceID, text: text, isPublic: true,
                    isSilent: false, createdAt: pod.start)
            }
        }

        #expect(try pod.database.read { try $0.posts(after: 0, limit: 100) } == before)
        #expect(try pod.database.read { try $0.state("a") } == nil)
        #expect(try DatabaseCheck(database: pod.database).findings() == [])

        try pod.database.pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        try pod.database.write { try $0.setState("a", "b") }
        #expect(try pod.database.read { try $0.state("a") } == "b")
    }
}
