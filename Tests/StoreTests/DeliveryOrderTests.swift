import Foundation
import GRDB
import GRDBSQLite
import Testing

@testable import Store

/// Which message of a key may go, and what finding it costs.
@Suite struct DeliveryOrderTests {
    private let pod: PopulatedDatabase
    private let host = "elsewhere.example"

    init() throws {
        pod = try PopulatedDatabase()
        try pod.execute("DELETE FROM delivery; DELETE FROM payload")
    }

    private var later: Date { pod.start.addingTimeInterval(3_600) }

    /// Writes messages that wait for Bob's pod, signed.
    private func insert(
        _ guids: [String], key: String = "key", isRelay: Bool = false,
        in transaction: WriteTransaction
    ) throws {
        for guid in guids {
            let id = try transaction.insertPayload(
                NewPayload(
                    kind: "comment", guid: guid, senderID: pod.aliceID, isPublic: true,
                    orderKey: key, xml: [60],
                    audience: MessageAudience(.people([pod.bobID]), isRelay: isRelay)),
                at: pod.start)
            try transaction.setEnvelope([60], payloadID: id)
        }
        try transaction.planPayloads(limit: 100_000, at: pod.start, deadSince: .distantPast)
    }

    private func insert(_ guids: [String], key: String = "key", isRelay: Bool = false) throws {
        try pod.database.write { try insert(guids, key: key, isRelay: isRelay, in: $0) }
    }

    private func lease(limit: Int = 10) throws -> [Delivery] {
        try pod.database.write { transaction in
            try transaction.leaseDeliveries(
                host: host, limit: limit, at: later, by: pod.workerID)
        }
    }

    private func marked() throws -> [String] {
        try pod.database.pool.read {
            try String.fetchAll($0, sql: "SELECT guid FROM delivery WHERE isFirst = 1 ORDER BY id")
        }
    }

    /// What the mark must say, worked out from all rows.
    private func oldest() throws -> [String] {
        try pod.database.pool.read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT guid FROM delivery WHERE id IN (
                        SELECT MIN(id) FROM delivery WHERE state IN ('open', 'held')
                        GROUP BY channel, destination, orderKey) ORDER BY id
                    """)
        }
    }

    // MARK: - Order

    @Test func ofEachKeyTheOldestGoes() throws {
        try insert(["a1", "a2"], key: "a")
        try insert(["b1", "b2"], key: "b")

        #expect(try lease().map(\.guid) == ["a1", "b1"])
        #expect(try lease() == [])
    }

    @Test func theNextGoesWhenTheFirstIsDoneOrGivenUp() throws {
        try insert(["1", "2", "3"])
        let one = try first()
        try pod.database.write { try $0.finishDelivery(id: one.id, at: later) }
        #expect(try marked() == ["2"])
        let two = try first()
        try pod.database.write { try $0.abandonDelivery(two, reason: "x", at: later) }

        #expect(try lease().map(\.guid) == ["3"])
    }

    private func first() throws -> Delivery { try #require(try lease(limit: 1).first) }

    @Test func whatIsHeldHoldsWhatFollowsIt() throws {
        try insert(["1", "2"])
        try pod.execute("UPDATE delivery SET state = 'held' WHERE guid = '1'")
        #expect(try lease() == [])

        let held = try pod.database.read { try $0.deliveries(guid: "1") }
        try pod.database.write { try $0.releaseDelivery(id: held[0].id) }

        #expect(try lease().map(\.guid) == ["1"])
    }

    @Test func whatPeopleHereSayGoesBeforeWhatIsPassedOn() throws {
        try insert(["relay"], key: "a", isRelay: true)
        try insert(["own"], key: "b")

        #expect(try lease(limit: 1).map(\.guid) == ["own"])
        #expect(try lease(limit: 1).map(\.guid) == ["relay"])
    }

    @Test func whatWasNeverTriedGoesBeforeWhatWas() throws {
        try insert(["tried"], key: "a")
        try insert(["new"], key: "b")
        let tried = try first()
        try pod.database.write { transaction in
            try transaction.postponeDelivery(
                id: tried.id, until: pod.start.addingTimeInterval(60), reason: "x", counts: false)
        }

        #expect(try lease().map(\.guid) == ["new", "tried"])
    }

    @Test func theMarkIsRightHoweverMessagesEnd() throws {
        for key in ["a", "b", "c"] { try insert((1...12).map { "\(key)\($0)" }, key: key) }
        let ends = [
            "UPDATE delivery SET state = 'done', payloadID = NULL WHERE guid IN (%)",
            "UPDATE delivery SET state = 'abandoned', payloadID = NULL WHERE guid IN (%)",
            "UPDATE delivery SET state = 'held' WHERE state = 'open' AND guid IN (%)",
            "DELETE FROM delivery WHERE guid IN (%)",
        ]
        for number in 0..<12 {
            // Several at once, of which one may make the other the first.
            let guids = ["a", "b", "c"].enumerated().flatMap { place, key in
                [number, number * 5 + place].map { "'\(key)\($0 % 12 + 1)'" }
            }
            let sql = ends[number % ends.count]
            try pod.execute(
                sql.replacingOccurrences(of: "%", with: guids.joined(separator: ",")))
            #expect(try marked() == oldest(), "\(sql) \(guids)")
        }
        try pod.execute("DELETE FROM delivery")
        try insert(["new"])
        #expect(try marked() == ["new"])
    }

    @Test func migratingMarksWhatWaits() throws {
        for key in ["a", "b"] { try insert(["\(key)1", "\(key)2", "\(key)3"], key: key) }
        try pod.execute("UPDATE delivery SET state = 'held' WHERE guid = 'b1'")
        try pod.execute("UPDATE delivery SET state = 'done' WHERE guid = 'a1'")
        let migrator = Migrator(database: pod.database)
        while try pod.database.schemaVersion() >= Migration.sending.number {
            _ = try migrator.rollback()
        }
        try migrator.migrate()

        #expect(try marked() == ["a2", "b1"])
    }

    // MARK: - Cost

    /// Steps of SQLite's machine that a change takes: as many for the same rows on every machine.
    private func steps(_ body: (WriteTransaction) throws -> Void) throws -> Int {
        let trace = Trace()
        pod.database.pool.writeWithoutTransaction { trace.follow($0) }
        return try pod.database.write { transaction in
            // What was prepared before counts from here on.
            try body(transaction)
            _ = try counted(trace.statements, in: transaction)
            try body(transaction)
            return try counted(trace.statements, in: transaction)
        }
    }

    private func counted(_ statements: [String], in transaction: WriteTransaction) throws -> Int {
        try Set(statements).filter {
            ["SELECT", "UPDATE", "INSERT", "DELETE"].contains($0.prefix(6))
        }
        .reduce(0) { sum, sql in
            let statement = try transaction.database.cachedStatement(sql: sql)
            return sum
                + Int(
                    sqlite3_stmt_status(
                        statement.sqliteStatement, SQLITE_STMTSTATUS_VM_STEP, 1))
        }
    }

    @Test(arguments: [1, 1_000])
    func whatFollowsInAKeyIsNotLookedAt(keys: Int) throws {
        var count = 0
        func cost() throws -> (lease: Int, settle: Int, insert: Int) {
            var leased: [Delivery] = []
            return (
                try steps { transaction in
                    leased += try transaction.leaseDeliveries(
                        host: host, limit: 1, at: later, by: pod.workerID)
                    try transaction.releaseLease(id: try #require(leased.last).id)
                },
                try steps { transaction in
                    let next = try #require(
                        try transaction.leaseDeliveries(
                            host: host, limit: 1, at: later, by: pod.workerID
                        ).first)
                    try transaction.finishDelivery(id: next.id, at: later)
                },
                try steps { transaction in
                    count += 1
                    try insert(["new \(count)"], key: "key 0", in: transaction)
                }
            )
        }
        func fill(_ count: Int) throws {
            let payload = "(SELECT MAX(id) FROM payload)"
            try pod.execute(
                """
                INSERT INTO delivery (channel, destination, host, orderKey, guid, kind, version,
                        payloadID, notBefore)
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
                    SELECT channel.column1, '\(host)/receive/public', '\(host)',
                        'key ' || i % \(keys), 'waiting ' || hex(randomblob(16)), 'comment', 1,
                        \(payload), 0
                    FROM n, (VALUES ('federation'), ('mail')) AS channel
                """)
        }
        try insert(["first"], key: "key 0")
        try fill(max(100, keys * 3))
        let few = try cost()
        try fill(10_000)
        let many = try cost()

        #expect(many.lease <= few.lease + 5 && few.lease > 20, "\(few) \(many)")
        #expect(many.settle <= few.settle + 5 && few.settle > 40, "\(few) \(many)")
        #expect(many.insert <= few.insert + 5 && few.insert > 40, "\(few) \(many)")
    }

    @Test func messagesThatWaitForTheirTimeAreNotLookedAt() throws {
        func cost() throws -> Int {
            try steps { transaction in
                let leased = try transaction.leaseDeliveries(
                    host: host, limit: 4, at: later, by: pod.workerID)
                #expect(leased == [])
            }
        }
        try insert(["0"], key: "0")
        try pod.execute("UPDATE delivery SET notBefore = \(Int(later.timeIntervalSince1970) + 60)")
        let one = try cost()
        for number in 1...300 { try insert(["\(number)"], key: "\(number)") }
        try pod.execute("UPDATE delivery SET notBefore = \(Int(later.timeIntervalSince1970) + 60)")

        #expect(try cost() == one)
    }
}
