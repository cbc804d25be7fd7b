import Diaspora
import GRDB
import TestSupport
import Testing

@testable import Store

/// What somebody who is signed in may read, whatever a page asks for.
@Suite struct ReaderSiteTests {
    private struct Interrupted: Error {}

    private let pod: PopulatedDatabase
    private let site: ReaderSite

    init() throws {
        pod = try PopulatedDatabase(publicPostCount: 2)
        site = try ReaderSite(path: pod.path)
    }

    @Test func aLimitedPostIsReadByItsAuthorAndThoseWhoWereSentIt() throws {
        let carol = try personID("carol@pod.example")
        try pod.execute(
            """
            INSERT INTO recipient (postID, personID, addedAt, createdAt)
            SELECT post.id, person.id, 0, post.createdAt FROM post, person
            WHERE post.guid = '\(pod.limitedGUID)' AND person.id = \(carol)
            """)
        for (reader, isReadable, aspects) in [
            (pod.aliceID, true, ["Friends"]), (carol, true, []), (nil, false, nil),
            (Int64(10_000), false, nil),
        ] as [(Int64?, Bool, [String]?)] {
            let post = try site.read(as: reader) { try $0.post(guid: pod.limitedGUID.string) }
            #expect((post != nil) == isReadable, "\(String(describing: reader))")
            #expect(post?.aspects == aspects, "\(String(describing: reader))")
        }
    }

    @Test func whatIsPublicIsReadByEverybody() throws {
        let guid = try #require(pod.publicGUIDs.first).string
        for reader in [pod.aliceID, pod.bobID, nil] {
            #expect(try site.read(as: reader) { try $0.post(guid: guid) } != nil)
        }
    }

    @Test func whoHasAPostIsToldToItsAuthorAlone() throws {
        let post = try #require(
            try site.read(as: pod.aliceID) { try $0.post(guid: pod.limitedGUID.string) })
        let own = try site.read(as: pod.aliceID) {
            (try $0.audience(postID: post.id, limit: 10), try $0.audienceCount(postID: post.id))
        }
        #expect(own.0.count == own.1 && own.1 > 0)
        let others = try site.read(as: own.0[0].id) { try $0.audienceCount(postID: post.id) }
        #expect(others == 0)
    }

    @Test func aCommentThatWaitsIsShownToItsAuthorAlone() throws {
        try pod.execute(
            """
            INSERT INTO comment (guid, postID, authorID, text, createdAt, xml)
            SELECT 'waiting-comment-1', id, \(pod.aliceID), 'As written', 0, x'00' FROM post
            WHERE guid = '\(pod.publicGUIDs[0])'
            """)
        let guid = pod.publicGUIDs[0].string
        for (reader, texts) in [(pod.aliceID, ["As written"]), (pod.bobID, []), (nil, [])]
            as [(Int64?, [String])]
        {
            let (waiting, rendered) = try site.read(as: reader) { database in
                let post = try #require(try database.post(guid: guid))
                return (
                    try database.waitingComments(postID: post.id, limit: 9),
                    try database.comments(postID: post.id, before: nil, limit: 9)
                )
            }
            #expect(waiting.map(\.body) == texts.map { .waiting($0) })
            #expect(!rendered.contains { $0.guid == "waiting-comment-1" })
        }
    }

    @Test func aReadThatFailsLeavesNobodyBehind() throws {
        let connection = try ReaderConnection(path: pod.path)
        #expect(throws: Interrupted.self) {
            try connection.read(as: pod.aliceID) { reader in
                #expect(try reader.post(guid: pod.limitedGUID.string) != nil)
                #expect(connection.boundReader == pod.aliceID)
                throw Interrupted()
            }
        }
        #expect(connection.boundReader == nil)
        #expect(throws: StoreError.self) {
            try connection.read(as: pod.aliceID) {
                _ = try Row.fetchAll($0.database, sql: "SELECT text FROM post")
            }
        }
        #expect(connection.boundReader == nil)
    }

    @Test func aReadThatIsCancelledLeavesNobodyBehind() async throws {
        let connection = try ReaderConnection(path: pod.path)
        let (guid, alice) = (pod.limitedGUID.string, pod.aliceID)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try connection.read(as: alice) { try $0.post(guid: guid) }
        }
        // A read that has begun goes on; nobody waits for it.
        #expect(try await task.value != nil)
        #expect(connection.boundReader == nil)
    }

    @Test func readsAtTheSameTimeDoNotMixReaders() async throws {
        let (site, guid, alice) = (site, pod.limitedGUID.string, pod.aliceID)
        try await withThrowingTaskGroup(of: Bool.self) { tasks in
            for number in 0..<40 {
                tasks.addTask {
                    let reader = number.isMultiple(of: 2) ? alice : nil
                    let post = try site.read(as: reader) { try $0.post(guid: guid) }
                    return (post != nil) == (reader != nil)
                }
            }
            for try await isRight in tasks { #expect(isRight) }
        }
    }

    @Test func attack32ATableIsReadThroughAViewOrNotAtAll() throws {
        for sql in [
            "SELECT text FROM post", "SELECT text FROM post AS readablePost",
            "SELECT readablePost.id, post.text FROM readablePost JOIN post USING (id)",
            "SELECT passwordHash FROM user", "SELECT * FROM session", "SELECT text FROM message",
            "SELECT id FROM readablePost WHERE id IN (SELECT postID FROM recipient)",
            "WITH a AS (SELECT text FROM post) SELECT text FROM a",
            "SELECT digest FROM session AS readableAccount", "SELECT privateKey FROM personKey",
            "DELETE FROM session", "PRAGMA query_only = 0", "SELECT randomblob(16)",
            "DROP VIEW temp.readablePost", "CREATE TEMP VIEW readableX AS SELECT text FROM post",
        ] {
            #expect(throws: StoreError.self, "\(sql)") {
                try site.read(as: pod.aliceID) { _ = try Row.fetchAll($0.database, sql: sql) }
            }
        }
    }

    private func personID(_ id: String) throws -> Int64 {
        try #require(
            try pod.database.pool.read {
                try Int64.fetchOne(
                    $0, sql: "SELECT id FROM person WHERE diasporaID = ?", arguments: [id])
            })
    }
}
