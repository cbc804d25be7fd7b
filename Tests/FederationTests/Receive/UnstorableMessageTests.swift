import Diaspora
import Foundation
import Store
import Testing

@testable import Federation
@testable import PodFixtures

/// Messages on which the database fails, which fail all that is stored or judged together with them.
@Suite struct UnstorableMessageTests {
    private let pod: FederatedPod
    private let bob: RemotePerson

    init() async throws {
        pod = try FederatedPod()
        bob = try .bob()
        try await pod.hear(bob, sharesWith: pod.alice)
    }

    private func accept(_ count: Int) async throws {
        for number in 0..<count {
            try await pod.inbox.accept(
                bob.envelope(.statusMessage(pod.post("Post \(number)", by: bob))),
                from: "192.0.2.1")
        }
    }

    /// Lets each transaction fail that takes such entries from the inbox.
    private func fail(when condition: String) throws {
        try pod.damage(
            """
            CREATE TRIGGER failure BEFORE DELETE ON inboxEntry WHEN \(condition)
            BEGIN SELECT RAISE(ABORT, 'it stays'); END
            """)
    }

    private func attempts() throws -> [String] {
        try pod.rows("SELECT state, attempts FROM inboxEntry")
    }

    @Test func whatTheDatabaseFailsOnIsHeldAfterThreeTriesAndTheOthersGoOn() async throws {
        try await accept(20)
        let failing = try #require(try pod.rows("SELECT id FROM inboxEntry")[7...].first)
        try fail(when: "old.id = \(failing)")

        try await pod.work()
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["19"])
        #expect(try attempts() == ["waiting 1"])

        // Each time it fails a batch, whose others go on.
        try await accept(3)
        pod.clock.advance(60)
        try await pod.work()
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["22"])
        #expect(try attempts() == ["waiting 2"])

        pod.clock.advance(240)
        try await pod.work()
        #expect(try pod.rows("SELECT id, state FROM inboxEntry") == ["\(failing) held"])
        #expect(
            try pod.heldReasons()
                == ["it cannot be stored: the database refused the change: it stays"])
        #expect(try pod.rows("SELECT * FROM inboxLease") == [])
    }

    @Test func whatTheBatchAfterItBringsIsStored() async throws {
        try await accept(Receiver.batchSize + 2)
        let failing = try #require(try pod.rows("SELECT id FROM inboxEntry").first)
        try fail(when: "old.id = \(failing)")

        try await pod.work()

        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["\(Receiver.batchSize + 1)"])
        #expect(try attempts() == ["waiting 1"])
    }

    @Test func onceTheDatabaseIsMendedItIsStored() async throws {
        try await accept(3)
        try fail(when: "old.id % 2")
        try await pod.work()
        try pod.damage("DROP TRIGGER failure")

        pod.clock.advance(60)
        try await pod.work()

        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["3"])
        #expect(try pod.rows("SELECT * FROM inboxEntry") == [])
    }

    @Test func aFullDiskCountsNoTry() async throws {
        try await accept(3)
        try pod.fillDisk(when: "DELETE ON inboxEntry")

        for _ in 0..<5 {
            await #expect(throws: StoreError.diskFull(path: pod.database.path)) {
                try await pod.receiver.run()
            }
        }
        #expect(try attempts() == ["new 0", "new 0", "new 0"])
        #expect(try pod.rows("SELECT * FROM inboxLease WHERE isAlone") == [])

        try pod.emptyDisk()
        #expect(try await pod.receiver.run() == 3)
        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["3"])
    }

    @Test func aRowThatCannotBeReadHoldsUpOnlyWhatNeedsIt() async throws {
        let carol = try RemotePerson.carol()
        try await pod.know(carol)
        try pod.damage("UPDATE person SET guid = 'x' WHERE diasporaID = '\(carol.id)'")
        try await accept(2)
        try await pod.inbox.accept(
            carol.envelope(.statusMessage(pod.post("Hers", by: carol))), from: "192.0.2.1")
        try await accept(2)

        try await pod.work()

        #expect(try pod.rows("SELECT COUNT(*) FROM post") == ["4"])
        #expect(try attempts() == ["waiting 1"])
    }
}
