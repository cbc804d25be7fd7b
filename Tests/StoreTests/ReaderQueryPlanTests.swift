import Diaspora
import GRDB
import TestSupport
import Testing

@testable import Store

/// Pages for people who are signed in read through indexes: no statement of theirs scans a table that grows.
@Suite struct ReaderQueryPlanTests {
    @Test func noStatementOfTheReaderScansATable() throws {
        let pod = try PopulatedDatabase(publicPostCount: 3)
        let site = try ReaderSite(path: pod.path)
        let trace = Trace()
        try site.read(as: pod.aliceID) { reader in
            trace.follow(reader.database)
            try readEverything(reader, pod)
            reader.database.trace()
        }

        let statements = Set(trace.expanded).filter { $0.hasPrefix("SELECT") }
        #expect(statements.count > 25)
        try site.read(as: pod.aliceID) { reader in
            for sql in statements {
                let plan = try Row.fetchAll(reader.database, sql: "EXPLAIN QUERY PLAN \(sql)")
                for detail in plan.map({ $0["detail"] as String }) {
                    // Each row of a list in turn, which may be all rows of another table.
                    #expect(!detail.contains("AND id=?)"), "\(detail) in \(sql)")
                    #expect(
                        !detail.hasPrefix("SCAN") || Self.isSmall(detail), "\(detail) in \(sql)")
                }
            }
        }
    }

    /// The people of this pod, by their own index; rows that are no table's, and those of a subquery, which are as many as a
    /// page has posts.
    private static func isSmall(_ detail: String) -> Bool {
        detail == "SCAN active" || detail == "SCAN CONSTANT ROW"
            || detail.hasPrefix("SCAN (subquery") || detail.contains("INDEX personLocal")
    }

    /// Calls every function of the reader once, with arguments that find something.
    private func readEverything(_ reader: ReaderTransaction, _ pod: PopulatedDatabase) throws {
        var found: [Bool] = []
        for guid in pod.publicGUIDs + [pod.limitedGUID] {
            let post = try #require(try reader.post(guid: guid.string))
            let comments = try reader.comments(postID: post.id, before: nil, limit: 50)
            found += [!comments.isEmpty, post.poll != nil, !post.photos.isEmpty]
            for comment in comments { found.append(try reader.comment(guid: comment.guid) != nil) }
            _ = try reader.waitingComments(postID: post.id, limit: 50)
            _ = try reader.audience(postID: post.id, limit: 10)
            _ = try reader.audienceCount(postID: post.id)
            _ = try reader.likers(postID: post.id, after: nil, limit: 50)
            _ = try reader.resharers(postID: post.id, after: nil, limit: 50)
        }
        let bob = try #require(try reader.person(id: pod.bobID))
        found += [
            try reader.person(guid: bob.guid) == bob, try !reader.aspects().isEmpty,
            try !reader.contacts().isEmpty,
        ]
        let tag = try #require(try reader.tagID(pod.tags[2]))
        let aspect = try reader.aspects()[0].id
        for stream in [
            .main, .activity, .liked, .commented, .mentions, .followedTags, .everyone, .local,
            .saved, .aspect(aspect), .tag(tag), .person(pod.aliceID),
        ] as [ReaderStream] {
            found.append(try !reader.stream(stream, after: nil, limit: 15).isEmpty)
        }
        _ = try reader.followedTags()
        for conversation in try reader.conversations(after: nil, limit: 25) {
            found.append(try reader.conversation(guid: conversation.guid) == conversation)
            let id = conversation.id
            found.append(
                try !reader.messages(conversationID: id, before: nil, limit: 50).isEmpty)
            _ = try reader.waitingMessages(conversationID: id, limit: 50)
        }
        _ = try reader.unreadConversationCount()
        _ = try reader.contact(bob)
        _ = try reader.ignoredContacts()
        _ = try reader.profile(personID: bob.id)
        #expect(found.contains(true))
    }
}
