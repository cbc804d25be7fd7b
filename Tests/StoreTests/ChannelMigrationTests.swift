import Foundation
import GRDB
import Testing

@testable import Store

/// The step to channels and back.
@Suite struct ChannelMigrationTests {
    private let pod: PopulatedDatabase
    private let migrator: Migrator

    init() throws {
        pod = try PopulatedDatabase()
        migrator = Migrator(database: pod.database)
        while try pod.database.schemaVersion() > Migration.channels.number {
            _ = try migrator.rollback()
        }
    }

    private func rows(_ sql: String) throws -> [String] {
        try pod.database.pool.read { connection in
            try Row.fetchAll(connection, sql: sql).map { row in
                row.databaseValues.map { "\($0.storage.value ?? "")" }.joined(separator: " ")
            }
        }
    }

    private func rollBack() throws -> [String] {
        var losses: [String] = []
        _ = try migrator.rollback { losses.append($0) }
        return losses
    }

    @Test func theWayDownRemovesWhatTheVersionBeforeDoesNotKnowAndSaysSo() throws {
        try pod.execute(
            """
            INSERT INTO channel (name, plannedThrough) SELECT 'mail', MAX(id) FROM payload;
            INSERT INTO payload (id, body, createdAt, kind, guid) VALUES
                (101, x'3C', 0, 'both', 'b'), (102, x'3C', 0, 'digest', 'd');
            INSERT INTO delivery (channel, destination, host, orderKey, guid, kind, version,
                    payloadID, notBefore) VALUES
                ('federation', 'same', 'h', 'k', 'b', 'both', 1, 101, 0),
                ('mail', 'same', 'h', 'k', 'b', 'both', 1, 101, 0),
                ('mail', 'same', 'h', 'k', 'd', 'digest', 1, 102, 0),
                ('webSub', 'hub', 'h', 'k', 'd', 'digest', 1, 102, 0);
            INSERT INTO deliveryLease SELECT id, \(pod.workerID) FROM delivery WHERE guid = 'd';
            """)
        let kept = try rows("SELECT id FROM delivery WHERE channel = 'federation' ORDER BY id")
        let leases = try rows(
            """
            SELECT deliveryID FROM deliveryLease JOIN delivery ON delivery.id = deliveryID
            WHERE channel = 'federation' ORDER BY 1
            """)

        #expect(
            try rollBack() == [
                "3 deliveries of the channel mail were removed, "
                    + "as the version before does not know it",
                "1 delivery of the channel webSub was removed, "
                    + "as the version before does not know it",
            ])

        #expect(try rows("SELECT id FROM delivery ORDER BY id") == kept)
        #expect(try rows("SELECT deliveryID FROM deliveryLease ORDER BY 1") == leases)
        #expect(try rows("SELECT id FROM payload WHERE id > 100") == ["101"])
        #expect(try rows("SELECT seq FROM sqlite_sequence WHERE name = 'payload'") == ["102"])
        #expect(try rows("SELECT guid FROM delivery WHERE isFirst = 1 AND host = 'h'") == ["b"])
        #expect(throws: StoreError.self) {
            try pod.database.write {
                try $0.database.execute(sql: "UPDATE delivery SET destination = 'same', guid = 'b'")
            }
        }
    }

    @Test func whatFederationHasPlannedIsNotPlannedAgainByTheVersionBefore() throws {
        let unplanned = "SELECT COUNT(*) FROM payload WHERE audience IS NOT NULL"
        #expect(try rows(unplanned) == ["2"])
        try pod.execute(
            """
            INSERT INTO channel VALUES ('mail', 0);
            UPDATE channel SET plannedThrough = (
                SELECT MIN(id) FROM payload WHERE audience IS NOT NULL) WHERE name = 'federation'
            """)

        _ = try rollBack()

        #expect(try rows(unplanned) == ["1"])
    }

    @Test func theBreakersOfPodsMoveBothWays() throws {
        try pod.database.write { transaction in
            try transaction.setFailed(
                "one.example", status: .netFailed, reason: "x", at: pod.start)
            try transaction.openBreaker(
                .federation, host: "one.example", until: pod.start.addingTimeInterval(60))
        }
        _ = try rollBack()
        let waits = "SELECT failureCount, notBefore FROM remotePod WHERE authority = 'one.example'"
        #expect(try rows(waits) == ["1 1600000060"])
        try pod.execute("UPDATE remotePod SET failureCount = 3 WHERE authority = 'one.example'")

        try Migrator(
            database: pod.database,
            migrations: Array(Migration.all.prefix(Migration.channels.number))
        ).migrate()

        #expect(try rows("SELECT * FROM breaker") == ["federation one.example 3 1600000060"])
    }

    @Test func aStepWithoutLossesSaysNothing() throws {
        _ = try rollBack()

        #expect(try rollBack() == [])
    }
}
