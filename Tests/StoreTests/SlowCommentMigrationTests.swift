import Foundation
import GRDB
import Testing

@testable import Store

/// The step that sets long comments apart, and back.
@Suite struct SlowCommentMigrationTests {
    private let pod: PopulatedDatabase
    private let migrator: Migrator

    init() throws {
        pod = try PopulatedDatabase()
        migrator = Migrator(database: pod.database)
        // What later migrations lose on their way down is not asked here.
        try pod.execute(
            """
            DELETE FROM slowComment; DELETE FROM renaming; DELETE FROM savedPost;
            DELETE FROM hiddenPost; DELETE FROM tagFollowing;
            """)
        try rollBack()
        try pod.execute(
            """
            INSERT INTO comment (id, guid, postID, authorID, text, createdAt, xml)
                SELECT 101, 'short-comment-101', postID, authorID, 'short', 1, x'' FROM comment
                LIMIT 1;
            INSERT INTO comment (id, guid, postID, authorID, text, createdAt, xml)
                SELECT 102, 'long-comment-102', postID, authorID, printf('%.*c', 16385, 'x'), 1, x''
                FROM comment LIMIT 1;
            UPDATE unrenderedComment SET isTried = 1 WHERE commentID = 102;
            INSERT OR REPLACE INTO podState (key, value) VALUES ('site.fingerprint', 'f'),
                ('site.comments', 'c');
            """)
    }

    private func rollBack() throws {
        while try pod.database.schemaVersion() >= Migration.slowComments.number {
            var losses: [String] = []
            _ = try migrator.rollback { losses.append($0) }
            #expect(losses == [])
        }
    }

    private func rows(_ sql: String) throws -> [String] {
        try pod.database.pool.read { connection in
            try Row.fetchAll(connection, sql: sql).map { row in
                row.databaseValues.map { "\($0.storage.value ?? "")" }.joined(separator: " ")
            }
        }
    }

    private var waiting: String {
        "SELECT commentID, isTried FROM unrenderedComment WHERE commentID > 100 ORDER BY commentID"
    }

    private func state(_ key: String) throws -> String? {
        try pod.database.read { try $0.state(key) }
    }

    @Test func longCommentsThatWaitAreSetApartAndComeBack() throws {
        try migrator.migrate()
        #expect(try rows(waiting) == ["101 0"])
        #expect(try rows("SELECT commentID, isTried FROM slowComment") == ["102 1"])

        try rollBack()

        #expect(try rows(waiting) == ["101 0", "102 1"])
        // The version before renders it, and asks for no page.
        #expect(try state("site.fingerprint") == nil && state("site.comments") == "c")
    }

    @Test func namesThatAreStillToBeShownAreShownByTheVersionBefore() throws {
        try migrator.migrate()
        try pod.execute(
            "DELETE FROM slowComment; UPDATE commentRendering SET isNaming = 1, renderer = 'r'")
        try pod.database.write { try $0.insertRenaming(personID: pod.aliceID) }

        try rollBack()

        #expect(try Set(rows("SELECT renderer FROM commentRendering")) == [""])
        #expect(try state("site.fingerprint") == "f" && state("site.comments") == nil)
    }

    @Test func nothingIsMadeAnewWhereNothingWaited() throws {
        try migrator.migrate()
        try pod.execute(
            "DELETE FROM slowComment; UPDATE commentRendering SET isNaming = 1, renderer = 'r'")

        try rollBack()

        #expect(try Set(rows("SELECT renderer FROM commentRendering")) == ["r"])
        #expect(try state("site.fingerprint") == "f" && state("site.comments") == "c")
    }
}
