import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct TombstoneTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func aTombstoneIsOfItsAuthorAndItsKind() throws {
        let guid = pod.guid()
        try pod.database.write {
            try $0.insertTombstone(
                guid, type: "reshare", authorID: pod.bobID, wasPublic: true, at: pod.start)
        }

        let database = pod.database
        #expect(try database.read { try $0.isDeleted(guid, .post, by: pod.bobID) })
        #expect(try database.read { try $0.isDeleted(guid, .post) })
        #expect(try database.read { try !$0.isDeleted(guid, .post, by: pod.aliceID) })
        #expect(try database.read { try !$0.isDeleted(guid, .comment, by: pod.bobID) })
        #expect(try database.read { try !$0.isDeleted(guid, .comment) })
    }

    @Test("Attack 32: only a post that was public here is known to be gone")
    func attack32OnlyWhatWasPublicHereIsKnownToBeGone() throws {
        let database = pod.database
        let samples: [(type: String, author: Int64, wasPublic: Bool, wasShown: Bool)] = [
            ("status_message", pod.aliceID, true, true), ("reshare", pod.aliceID, true, true),
            ("status_message", pod.aliceID, false, false),
            ("status_message", pod.bobID, true, false), ("comment", pod.aliceID, true, false),
            ("status_message", 0, true, true), ("status_message", 0, false, false),
        ]
        for sample in samples {
            let guid = pod.guid()
            try database.write {
                try $0.insertTombstone(
                    guid, type: sample.type, authorID: sample.author,
                    wasPublic: sample.wasPublic, at: pod.start)
            }
            #expect(try database.read { try $0.wasShownHere(guid) } == sample.wasShown, "\(sample)")
        }
    }

    @Test func theWayDownKeepsTheOldestTombstoneOfAGUID() throws {
        let guid = pod.guid()
        try pod.database.write { transaction in
            for (type, author, age) in [
                ("comment", pod.bobID, 2.0), ("status_message", pod.aliceID, 1),
                ("status_message", pod.bobID, 3),
            ] {
                try transaction.insertTombstone(
                    guid, type: type, authorID: author, wasPublic: true,
                    at: pod.start.addingTimeInterval(age))
            }
        }

        try rollBack(to: Migration.tombstones.number - 1)

        #expect(try tombstones(guid) == ["status_message \(pod.aliceID)"])
    }

    @Test func whereNobodyKnowsTheAuthorATombstoneIsEverybodys() throws {
        let guid = pod.guid()
        try rollBack(to: Migration.tombstones.number - 1)
        try pod.execute(
            """
            INSERT INTO tombstone (guid, type, authorID, wasPublic, deletedAt)
            VALUES ('\(guid)', 'comment', NULL, 1, 1)
            """)

        try Migrator(database: pod.database).migrate()

        #expect(try pod.database.read { try $0.isDeleted(guid, .comment, by: pod.bobID) })
        try rollBack(to: Migration.tombstones.number - 1)
        #expect(try tombstones(guid) == ["comment NULL"])
    }

    private func rollBack(to version: Int) throws {
        let migrator = Migrator(database: pod.database)
        while try pod.database.schemaVersion() > version { _ = try migrator.rollback() }
    }

    private func tombstones(_ guid: GUID) throws -> [String] {
        try pod.database.pool.read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT type || ' ' || COALESCE(authorID, 'NULL') FROM tombstone WHERE guid = ?
                    """,
                arguments: [guid.string])
        }
    }
}
