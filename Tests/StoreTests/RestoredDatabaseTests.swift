import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct RestoredDatabaseTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func attack54OpenDeliveriesWaitForThePodmin() throws {
        try pod.database.close()

        let restored = try RestoredDatabase(settling: pod.path)

        #expect(restored.heldDeliveryCount == 1)
        let database = try PodDatabase(path: pod.path)
        let (states, leases) = try database.pool.read {
            (
                try String.fetchAll($0, sql: "SELECT state FROM delivery ORDER BY id"),
                try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM deliveryLease")
            )
        }
        #expect(states == ["held", "done", "done"] && leases == 0)
    }

    @Test func attack54EventsThatNobodyPlannedAreMarked() throws {
        try pod.database.close()

        _ = try RestoredDatabase(settling: pod.path)

        let database = try PodDatabase(path: pod.path)
        let (event, held) = try database.read {
            (try $0.unplannedEvents(limit: 1).first, try $0.state(RestoredDatabase.heldThroughKey))
        }
        #expect(held == event.map { String($0.id) })
    }

    @Test func attack71SchedulesWaitForThePodmin() throws {
        try pod.database.close()

        let restored = try RestoredDatabase(settling: pod.path)

        #expect(restored.heldDraftCount == 1)
        let database = try PodDatabase(path: pod.path)
        #expect(try database.read { try $0.dueSchedules(at: .distantFuture) } == [])
        let held = try #require(try database.read { try $0.heldDrafts(limit: 9) }.first)
        #expect(held.isHeld && held.failure == nil)

        try database.write { try $0.releaseSchedule(draftID: held.id) }

        #expect(
            try database.read { try $0.dueSchedules(at: .distantFuture).map(\.draftID) } == [
                held.id
            ])
    }

    @Test func attack71SchedulesOfAnOlderSchemaAreHeldAfterItsMigrationToo() throws {
        while try pod.database.schemaVersion() >= Migration.drafts.number {
            _ = try Migrator(database: pod.database).rollback()
        }
        try pod.database.close()

        let restored = try RestoredDatabase(settling: pod.path)
        let database = try PodDatabase(opening: pod.path)
        try Migrator(database: database).migrate()

        #expect(restored.heldDraftCount == 1)
        let draft = try #require(try database.read { try $0.heldDrafts(limit: 9) }.first)
        #expect(draft.failure == nil && draft.guidBytes.count == 16)
        #expect(try database.read { try $0.dueSchedules(at: .distantFuture) } == [])
    }

    @Test func theTreeIsMadeAnew() throws {
        try pod.database.close()

        _ = try RestoredDatabase(settling: pod.path)

        let database = try PodDatabase(path: pod.path)
        let (pages, fingerprint) = try database.read {
            (try $0.pageDeliveries(limit: 10), try $0.state("site.fingerprint"))
        }
        #expect(pages == [] && fingerprint == nil)
    }

    @Test func anOlderSchemaIsTakenAsItIs() throws {
        while try pod.database.schemaVersion() > 5 {
            _ = try Migrator(database: pod.database).rollback()
        }
        try pod.database.close()

        let restored = try RestoredDatabase(settling: pod.path)

        #expect(restored.schemaVersion == 5)
        #expect(restored.heldDeliveryCount == 0)
    }
}
