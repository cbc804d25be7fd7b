import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

/// Posts with more answers than one transaction removes.
@Suite struct PostRemovalTests {
    private let pod: PopulatedDatabase
    private let answered: AnsweredPost
    /// Rows that belong to other posts.
    private let otherRows: Int

    private static let tables = [
        "comment", "liking", "vote", "participation", "subscriber", "recipient", "remotePhoto",
    ]

    init() throws {
        let pod = try PopulatedDatabase()
        self.pod = pod
        otherRows = try Self.rowCount(pod)
        answered = try pod.database.write { try AnsweredPost(in: pod, $0) }
    }

    private var post: Post { answered.post }

    /// Rows that hang on posts, reshares among them.
    private static func rowCount(_ pod: PopulatedDatabase) throws -> Int {
        try pod.database.pool.read { connection in
            var count =
                try Int.fetchOne(
                    connection, sql: "SELECT COUNT(*) FROM post WHERE rootGUID IS NOT NULL") ?? 0
            for table in tables {
                count += try Int.fetchOne(connection, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
            }
            return count
        }
    }

    private func delete(_ post: Post, rows: Int, bytes: Int = 1 << 20) throws {
        try pod.database.write { transaction in
            var budget = RemovalBudget(rows: rows, bytes: bytes)
            try transaction.deletePost(post, at: pod.start, within: &budget)
        }
    }

    private func removeMore(rows: Int) throws {
        try pod.database.write { transaction in
            var budget = RemovalBudget(rows: rows, bytes: 1 << 20)
            try transaction.removeDeletedPosts(at: pod.start, within: &budget)
        }
    }

    private func hasMore() throws -> Bool { try pod.database.read { try $0.hasDeletedPosts() } }

    @Test func nothingOfADeletedPostIsFoundWhileItsAnswersGo() throws {
        let rows = 9 * AnsweredPost.people
        try #require(try Self.rowCount(pod) == otherRows + rows)

        try delete(post, rows: 4)
        // The post itself is one of the rows.
        #expect(try Self.rowCount(pod) == otherRows + rows - 3)
        var count = 0
        while try hasMore() {
            try expectNothingIsFound()
            let before = try Self.rowCount(pod)
            try removeMore(rows: 5)
            #expect(try before - Self.rowCount(pod) <= 5)
            count += 1
        }

        #expect(count == (rows - 3) / 5 + 1)
        #expect(try Self.rowCount(pod) == otherRows)
        try expectNothingIsFound()
        let left = try pod.database.pool.read {
            try Int.fetchAll($0, sql: "SELECT id FROM post WHERE id = ?", arguments: [post.id])
        }
        #expect(left == [])
    }

    @Test func resharesOfAnotherPostByTheSameGUIDStay() throws {
        try delete(post, rows: 1)
        let guid = try #require(GUID("reshareofanother1234"))
        let dave = try #require(DiasporaID("dave@else.example"))
        let reshareID = try pod.database.write { transaction in
            try transaction.insertReshare(
                guid: guid, authorID: pod.bobID, root: (post.guid, dave), createdAt: pod.start)
        }

        while try hasMore() { try removeMore(rows: 1_000) }

        let roots = try pod.database.pool.read {
            try String.fetchAll(
                $0, sql: "SELECT rootGUID FROM post WHERE id = ?", arguments: [reshareID])
        }
        #expect(roots == [post.guid.string])
    }

    private func expectNothingIsFound() throws {
        try pod.database.read { database in
            #expect(try database.post(post.guid) == nil && database.post(id: post.id) == nil)
            let lists = [
                try database.posts(authorID: pod.bobID, limit: 1_000),
                try database.posts(authorID: nil, limit: 1_000),
                try database.posts(after: 0, limit: 1_000),
                try database.ownPosts(mentioning: pod.aliceID, after: 0, limit: 1_000),
                try database.stream(
                    userID: pod.aliceUserID, personID: pod.aliceID, limit: 1_000),
            ]
            #expect(!lists.joined().contains { $0.id == post.id })
            #expect(try database.isDeleted(post.guid, .post, by: pod.bobID))
            #expect(try database.isDeleted(answered.poll, .poll, by: pod.bobID))
            #expect(try database.poll(answered.poll) == nil)
            #expect(try database.quickCommentCount(guid: post.guid.string) == 0)
            for answer in answered.answers { try expectIsGone(answer, in: database) }
        }
        #expect(try DatabaseCheck(database: pod.database).findings() == [])
    }

    private func expectIsGone(
        _ answer: AnsweredPost.Answer, in database: ReadTransaction
    ) throws {
        let (kind, guid) = (answer.kind, answer.guid)
        #expect(try database.owner(of: guid, kind) == nil, "\(kind)")
        #expect(try database.isDeleted(guid, kind), "\(kind)")
        #expect(try database.isDeleted(guid, kind, by: answer.authorID), "\(kind)")
        #expect(try !database.isDeleted(guid, kind, by: pod.aliceID), "\(kind)")
        #expect(try database.comment(guid) == nil && database.commentXML(guid) == nil)
        #expect(try database.liking(guid) == nil && database.vote(guid) == nil)
        #expect(try database.remotePhoto(guid) == nil)
    }

    @Test func ownPostsAreNotFoundByTheirGUIDsEither() throws {
        let limited = try #require(try pod.database.read { try $0.post(pod.limitedGUID) })

        try delete(limited, rows: 1)

        #expect(try hasMore())
        try pod.database.read { database in
            for beginning in ["deleted", String(pod.limitedGUID.string.prefix(20))] {
                let found = try database.ownGUIDs(
                    beginningWith: beginning, personID: nil, limit: 1_000)
                #expect(!found.contains(pod.limitedGUID))
            }
            let stale = try database.staleRenderings(renderer: "2", after: 0, limit: 1_000)
            #expect(!stale.contains { $0.id == limited.id })
        }
        #expect(try DatabaseCheck(database: pod.database).findings() == [])
    }

    @Test func aPostThatAListHasIsNotEmptied() throws {
        let listed = try #require(try pod.database.read { try $0.post(pod.publicGUIDs[0]) })

        #expect(throws: StoreError.self) { try delete(listed, rows: 1) }

        #expect(try pod.database.read { try $0.post(listed.guid) } == listed)
        #expect(try !hasMore())
    }

    @Test func theBytesOfAnswersBoundATransactionToo() throws {
        // The last of them may exceed the bound.
        try delete(post, rows: 1_000, bytes: 4 * AnsweredPost.signedBytes)

        let left = try pod.database.pool.read {
            try Int.fetchOne(
                $0, sql: "SELECT COUNT(*) FROM comment WHERE postID = ?", arguments: [post.id])
        }
        #expect(left == AnsweredPost.people - 2)
    }

    @Test func nobodyIsSentAMessageAboutADeletedPost() throws {
        let limited = try #require(try pod.database.read { try $0.post(pod.limitedGUID) })
        try delete(limited, rows: 1)

        let count = try pod.database.write {
            try $0.planPayloads(limit: 100, at: pod.start, deadSince: pod.start)
        }

        #expect(count == 2)
        #expect(try pod.database.read { try $0.deliveries(guid: "canary payload").isEmpty })
        #expect(try pod.database.read { try !$0.deliveries(guid: "public payload").isEmpty })
    }

    @Test func somebodyElseMayUseTheGUIDAtOnce() throws {
        try delete(post, rows: 4)

        let id = try pod.database.write {
            try $0.insertPost(
                guid: post.guid, authorID: pod.aliceID, text: "Another", isPublic: false,
                isSilent: false, createdAt: pod.start)
        }
        while try hasMore() { try removeMore(rows: 50) }

        #expect(try pod.database.read { try $0.post(post.guid) }?.id == id)
        #expect(try Self.rowCount(pod) == otherRows)
    }

    @Test func theWayDownRemovesTheRestAtOnce() throws {
        try delete(post, rows: 4)
        let migrator = Migrator(database: pod.database)

        while try pod.database.schemaVersion() >= Migration.deletedPosts.number {
            _ = try migrator.rollback()
        }
        try migrator.migrate()

        #expect(try !hasMore())
        #expect(try Self.rowCount(pod) == otherRows)
        try expectNothingIsFound()
    }
}
