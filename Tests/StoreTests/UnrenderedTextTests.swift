import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

/// The texts that wait to be rendered.
@Suite struct UnrenderedTextTests {
    private let pod: PopulatedDatabase
    private let site: PublicSite
    private static let all = UnrenderedText.Limit(rows: 100, bytes: 1 << 20)

    init() throws {
        pod = try PopulatedDatabase()
        site = try PublicSite(path: pod.path)
    }

    private func add(_ text: String, to post: GUID? = nil) throws -> UnrenderedText {
        try pod.database.write { transaction in
            let post = try #require(try transaction.reading.post(post ?? pod.publicGUIDs[1]))
            let guid = pod.guid()
            let id = try transaction.insertComment(
                guid: guid, postID: post.id, authorID: pod.bobID, text: text,
                createdAt: pod.start, xml: [60])
            return UnrenderedText(
                .comment, id: try #require(id), guid: guid.string, text: text,
                postGUID: post.guid.string)
        }
    }

    private func rows(_ sql: String) throws -> [Int64] {
        try pod.database.pool.read { try Int64.fetchAll($0, sql: sql) }
    }

    private func render(_ text: UnrenderedText, isNaming: Bool = false) throws {
        _ = try pod.database.write {
            try $0.setRendering(
                TextRendering(
                    renderer: "2", html: "<p>\(text.text)</p>", beginning: nil,
                    isNaming: isNaming), of: text)
        }
    }

    @Test func noCommentThatWaitsIsOnThePublicSite() throws {
        let comment = try add("words")
        let postID = try rows("SELECT postID FROM comment WHERE id = \(comment.id)")[0]
        #expect(
            try pod.database.read {
                try $0.unrenderedPublicComments(1...comment.id, Self.all)
            } == [comment])
        func count() throws -> Int { try site.read { try $0.commentCount(postID: postID) } }
        func shown() throws -> [PublicComment] {
            try site.read { try $0.comments(postID: postID, ranks: 1...9) }
        }
        #expect(try count() == 0 && shown() == [])
        #expect(try site.read { try $0.comment(guid: comment.guid, postID: postID) } == nil)
        #expect(try site.read { try $0.wholeHTML(commentID: comment.id) } == nil)
        let long = try site.read { try $0.longComments(over: 1) }
        #expect(!long.contains { $0.guid == comment.guid })

        try render(comment)

        #expect(try !rows("SELECT commentID FROM unrenderedComment").contains(comment.id))
        #expect(try count() == 1)
        #expect(try shown().map(\.html) == ["<p>words</p>"] && shown().map(\.isCut) == [false])
    }

    @Test func listsShowTheBeginningOfALongComment() throws {
        let shown = try site.read { try $0.comments(postID: 1, ranks: 1...9) }

        #expect(shown.map(\.html) == ["<p>public…</p>"] && shown.map(\.isCut) == [true])
        let id = try #require(shown.first?.id)
        #expect(try site.read { try $0.wholeHTML(commentID: id) } == "<p>public</p>")
    }

    @Test func aTextThatChangesWaitsAgainUntilThatIsRendered() throws {
        let comment = try add("words")
        try render(comment)

        try pod.execute("UPDATE comment SET text = 'others' WHERE id = \(comment.id)")

        #expect(try rows("SELECT commentID FROM unrenderedComment").contains(comment.id))
        try render(comment)
        #expect(try rows("SELECT commentID FROM unrenderedComment").contains(comment.id))
        try render(UnrenderedText(.comment, guid: comment.guid, text: "others"))
        #expect(try !rows("SELECT commentID FROM unrenderedComment").contains(comment.id))
    }

    @Test func postsOfOthersWaitAndThoseOfThePodDoNot() throws {
        let others = try rows(
            """
            SELECT post.id FROM post JOIN person ON person.id = authorID
            WHERE person.kind = 'remote' AND post.kind = 'status_message' ORDER BY post.id
            """)
        #expect(try rows("SELECT postID FROM unrenderedPost ORDER BY postID") == others)
        #expect(others.count == 1)

        let first = try #require(
            try pod.database.read { try $0.post(pod.publicGUIDs[0]) })
        try pod.database.write { try $0.setAuthor(pod.bobID, postID: first.id) }
        #expect(
            try rows("SELECT postID FROM unrenderedPost ORDER BY postID")
                == (others + [first.id]).sorted())
        #expect(try rows("SELECT postID FROM rendering WHERE postID = \(first.id)") == [])

        let text = UnrenderedText(.post, guid: first.guid.string, text: first.text)
        _ = try pod.database.write { try $0.setRendering(pod.rendering("x"), of: text) }
        #expect(try rows("SELECT postID FROM unrenderedPost") == others)
        #expect(try rows("SELECT postID FROM rendering WHERE postID = \(first.id)") == [first.id])
        #expect(try pod.database.read { try $0.renderedTitle(postID: first.id) } == nil)
    }

    @Test func whatIsDeletedMeanwhileIsNotStored() throws {
        let comment = try add("words")
        try pod.database.write { transaction in
            let row = try #require(try transaction.reading.comment(id: comment.id))
            try transaction.deleteComment(row, isPublic: true, at: pod.start)
        }
        let next = try add("next")
        try #require(next.id == comment.id)

        try render(comment)

        #expect(
            try rows("SELECT commentID FROM commentRendering WHERE commentID = \(next.id)") == [])
        #expect(try rows("SELECT commentID FROM unrenderedComment").contains(next.id))
        let unknown = UnrenderedText(.post, guid: "unknown", text: "")
        _ = try pod.database.write { try $0.setRendering(pod.rendering("x"), of: unknown) }
    }

    @Test func deletingDeletesTheHTMLToo() throws {
        let (rendered, waiting) = (try add("rendered"), try add("waiting"))
        try render(rendered)

        try pod.database.write { transaction in
            let post = try #require(try transaction.reading.post(pod.publicGUIDs[1]))
            try transaction.database.execute(sql: "DELETE FROM listing")
            try transaction.deletePost(post, at: pod.start)
        }

        let ids = "(\(rendered.id), \(waiting.id))"
        #expect(try rows("SELECT 1 FROM commentRendering WHERE commentID IN \(ids)") == [])
        #expect(try rows("SELECT 1 FROM unrenderedComment WHERE commentID IN \(ids)") == [])
    }

    @Test func theHTMLOfADeletedCommentCountsInTheBudget() throws {
        let comment = try add("words")
        _ = try pod.database.write {
            try $0.setRendering(
                TextRendering(
                    renderer: "2", html: String(repeating: "x", count: 5_000), beginning: nil,
                    isNaming: false), of: comment)
        }

        let spent = try pod.database.write { transaction -> Int in
            try transaction.database.execute(sql: "DELETE FROM listing")
            let post = try #require(try transaction.reading.post(pod.publicGUIDs[1]))
            var budget = RemovalBudget.transaction
            try transaction.deletePost(post, at: pod.start, within: &budget)
            return RemovalBudget.transaction.bytes - budget.bytes
        }

        #expect((5_000..<6_000).contains(spent))
    }

    @Test func aReadIsBoundedByRowsAndByBytes() throws {
        let comments = try (0..<5).map { _ in try add(String(repeating: "x", count: 100)) }
        func count(_ limit: UnrenderedText.Limit) throws -> Int {
            try pod.database.read {
                try $0.unrenderedPublicComments(comments[0].id...comments[4].id, limit).count
            }
        }

        #expect(try count(Self.all) == 5)
        #expect(try count(UnrenderedText.Limit(rows: 2, bytes: 1_000)) == 2)
        #expect(try count(UnrenderedText.Limit(rows: 9, bytes: 250)) == 3)
        #expect(try count(UnrenderedText.Limit(rows: 9, bytes: 1)) == 1)
    }

    @Test func aDamagedRowHoldsUpNoOtherHoweverFewAreRead() throws {
        try pod.execute("DELETE FROM slowComment")
        let long = String(repeating: "x", count: UnrenderedText.maximumQuickBytes + 1)
        let (damaged, next) = (try add(long), try add(long))
        _ = try add(long)
        try pod.damage(
            """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, 'TEXT NOT NULL', 'TEXT')
                WHERE name = 'comment';
            PRAGMA writable_schema = RESET;
            UPDATE comment SET guid = NULL WHERE id = \(damaged.id)
            """)

        let texts = try pod.database.read { try $0.unrenderedTexts(.slowComments, .one) }

        #expect(texts.map(\.id) == [next.id])
    }

    @Test func textsOfAnotherVersionAreFound() throws {
        let comment = try add("words")
        try render(comment)

        try pod.database.read { database in
            func ids(_ renderer: String) throws -> [Int64] {
                try database.stalePublicComments(
                    renderer: renderer, after: comment.id - 1, Self.all
                ).map(\.id)
            }
            #expect(try ids("2") == [] && ids("3") == [comment.id])
            #expect(try database.staleTexts(.post, renderer: "2", after: 0, limit: 9).count == 1)
            #expect(try database.staleTexts(.message, renderer: "1", after: 0, limit: 9) == [])
            #expect(try database.staleTexts(.message, renderer: "2", after: 0, limit: 9) == [1])
            let other = try database.staleTexts(.comment, renderer: "2", after: 0, limit: 9)
            #expect(other.count == 1 && other != [comment.id])
        }
        try pod.database.write { try $0.outdateRenderings() }
        #expect(try rows("SELECT 1 FROM commentRendering WHERE renderer <> ''") == [])
    }

    @Test func textsThatMayNameSomebodyAreListedAfterARow() throws {
        let shown = try add("@{alice@pod.example}")
        let limited = try add("@{Alice; ALICE@pod.example}", to: pod.limitedGUID)
        let other = try add("nobody", to: pod.limitedGUID)
        for text in [shown, limited] { try render(text, isNaming: true) }
        try render(other)

        func listed(_ last: Int64) throws -> [UnrenderedText] {
            try pod.database.read { database in
                try database.textsNaming(personID: pod.aliceID, .comment, after: last, Self.all)
            }.filter { $0.id >= shown.id }
        }
        #expect(try listed(0).map(\.id) == [shown.id, limited.id])
        #expect(try listed(0).map(\.postGUID) == [shown.postGUID, nil])
        #expect(try listed(shown.id).map(\.id) == [limited.id])
        #expect(
            try pod.database.read {
                try $0.publicCommentsNamingPeople(after: 0, Self.all).map(\.id)
            } == [shown.id])
    }

    @Test func aRenamingIsDoneTableByTable() throws {
        try pod.execute("DELETE FROM renaming")
        try pod.database.write { transaction in
            try transaction.insertRenaming(personID: pod.aliceID)
            let first = try #require(try transaction.reading.nextRenaming())
            #expect(first.kind == .comment && first.doneThrough == 0)
            try transaction.advance(first, through: 7)
            let next = try #require(try transaction.reading.nextRenaming())
            #expect(next.kind == .comment && next.doneThrough == 7)

            // Another name meanwhile: what was read before does not end it.
            try transaction.insertRenaming(personID: pod.aliceID)
            try transaction.advance(next, through: nil)
            #expect(try transaction.reading.nextRenaming() == first)

            try transaction.advance(first, through: nil)
            #expect(try transaction.reading.nextRenaming()?.kind == .message)
        }
    }

    @Test func attack28ALongCommentWaitsApartAndHasNoPlaceUntilItIsRendered() throws {
        let first = try add("first")
        try render(first)
        let long = try add(String(repeating: "x", count: UnrenderedText.maximumQuickBytes + 1))
        let last = try add("last")
        try render(last)
        let postID = try rows("SELECT postID FROM comment WHERE id = \(first.id)")[0]
        func counts() throws -> [Int] {
            try pod.database.read { database in
                let row = try #require(try database.comment(id: last.id))
                return [
                    try database.quickCommentCount(postID: postID),
                    try database.quickCommentCount(guid: first.postGUID ?? ""),
                    try database.rank(of: row), try database.commentCount(postID: postID),
                    try database.longComments(among: 2, postID: postID, over: 100).count,
                    try database.longComments(postGUID: first.postGUID ?? "", over: 100).count,
                    try site.read { try $0.commentCount(postID: postID) },
                ]
            }
        }

        #expect(try rows("SELECT commentID FROM slowComment").contains(long.id))
        #expect(try !rows("SELECT commentID FROM unrenderedComment").contains(long.id))
        #expect(try pod.database.read { try $0.isSlow(commentID: long.id) })
        #expect(
            try pod.database.read {
                try $0.unrenderedPublicComments(1...last.id, Self.all)
                    + $0.stalePublicComments(renderer: "2", after: first.id - 1, Self.all)
            } == [])
        #expect(try counts() == [2, 2, 2, 3, 0, 0, 2])
        #expect(
            try pod.database.read { try $0.unrenderedTexts(.slowComments, Self.all) }
                .map(\.id).contains(long.id))

        try render(long)

        #expect(try !pod.database.read { try $0.isSlow(commentID: long.id) })
        #expect(try counts() == [3, 3, 3, 3, 1, 1, 3])
    }

    @Test func aCommentIsLeftToWhoeverRendersSlowOnes() throws {
        let comment = try add("words")

        try pod.database.write { try $0.setSlow(commentID: comment.id, isTried: true) }
        try pod.database.write { try $0.setSlow(commentID: comment.id, isTried: false) }

        #expect(
            try rows("SELECT isTried FROM slowComment WHERE commentID = \(comment.id)") == [1])
        #expect(try !rows("SELECT commentID FROM unrenderedComment").contains(comment.id))
        try pod.database.write { try $0.enqueue([comment.id], .comment) }
        #expect(try !rows("SELECT commentID FROM unrenderedComment").contains(comment.id))
        try render(comment)
        #expect(try rows("SELECT 1 FROM slowComment WHERE commentID = \(comment.id)") == [])
    }
}
