import Foundation
import GRDB
import Testing

@testable import Store

/// The step that keeps the pod's participations apart, and back.
@Suite struct ParticipationMigrationTests {
    private let pod: PopulatedDatabase
    private let migrator: Migrator

    /// The pod's first user, alice, and bob's posts elsewhere: one that she answered, one that she did not, and one
    /// that she muted.
    init() throws {
        pod = try PopulatedDatabase()
        migrator = Migrator(database: pod.database)
        try rollBack()
        try pod.execute(
            """
            DELETE FROM participation;
            INSERT INTO post (id, guid, authorID, kind, text, isPublic, createdAt) VALUES
                (101, 'answered-post-guid-1', \(pod.bobID), 'status_message', 'A', 1, 1),
                (102, 'unanswered-post-guid', \(pod.bobID), 'status_message', 'B', 1, 1),
                (103, 'muted-post-guid-0001', \(pod.bobID), 'status_message', 'C', 1, 1);
            INSERT INTO participation (guid, postID, authorID, isMuted, createdAt) VALUES
                ('participation-101', 101, \(pod.aliceID), 0, 1),
                ('participation-102', 102, \(pod.aliceID), 0, 1),
                ('participation-103', 103, \(pod.aliceID), 1, 1);
            INSERT INTO liking (guid, postID, authorID, isPositive, createdAt, xml) VALUES
                ('liking-of-post-0101', 101, \(pod.aliceID), 1, 1, x'');
            INSERT INTO comment (guid, postID, authorID, text, createdAt, xml) VALUES
                ('comment-on-post-101', 101, \(pod.aliceID), 'Yes', 1, x'');
            """)
    }

    private func rollBack() throws {
        while try pod.database.schemaVersion() >= Migration.participations.number {
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

    @Test func whatTheFirstUserNeverAnsweredGoesToThePod() throws {
        try migrator.migrate()

        #expect(
            try rows("SELECT postID, guid FROM podParticipation WHERE postID > 100")
                == ["102 participation-102"])
        #expect(
            try rows(
                """
                SELECT guid, isMuted, isAsked, answerCount FROM participation WHERE postID > 100
                ORDER BY guid
                """) == ["participation-101 0 0 2", "participation-103 1 0 0"])
    }

    @Test func theWayDownGivesItBack() throws {
        try migrator.migrate()
        try rollBack()

        #expect(
            try rows("SELECT guid FROM participation WHERE postID > 100 ORDER BY guid")
                == ["participation-101", "participation-102", "participation-103"])
    }

    @Test func whatAUserAskedForOnThisPodStays() throws {
        try pod.execute(
            """
            INSERT INTO participation (guid, postID, authorID, createdAt)
                SELECT 'participation-asked', MIN(post.id), person.id, 1 FROM post, person
                WHERE person.diasporaID LIKE 'carol@%' AND post.authorID = \(pod.aliceID);
            """)
        try migrator.migrate()
        #expect(
            try rows("SELECT isAsked FROM participation WHERE guid = 'participation-asked'")
                == ["1"])

        try rollBack()

        #expect(
            try rows("SELECT guid FROM participation WHERE guid = 'participation-asked'")
                == ["participation-asked"])
    }
}
