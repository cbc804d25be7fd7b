import Diaspora
import Foundation
import GRDB
import Testing

@testable import Store

/// Publishing one post must not read all posts.
@Suite struct QueryPlanTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func noStatementOfThePublicSiteScansATable() throws {
        let site = try PublicSite(path: pod.path)
        let trace = Trace()
        site.queue.inDatabase { trace.follow($0) }
        try site.read { _ = try EveryPublicRead(pod: pod).onPublishing($0) }

        #expect(trace.expanded.count > 20)
        try expectNoScan(trace, on: site.queue)
    }

    @Test func noWriteOfPublishingScansATable() throws {
        let trace = Trace()
        pod.database.pool.writeWithoutTransaction { trace.follow($0) }
        try pod.database.write { transaction in
            let postID = try pod.insertPublicPost(100, transaction)
            try transaction.insert(
                postID: try pod.insertPublicPost(50, transaction), into: .tag("a"))
            try transaction.insertEvent(kind: "x", guid: "g", before: "{}", createdAt: pod.start)
            _ = try transaction.reading.contacts(userID: pod.aliceUserID)
            _ = try transaction.reading.person(id: pod.aliceID)
            _ = try transaction.reading.user(username: "alice")
            _ = try transaction.reading.unplannedEvents(limit: 10)
            try transaction.wantPage("post y", stage: 0, priority: 0)
            for delivery in try transaction.reading.pageDeliveries(limit: 10) {
                try transaction.setRendered(delivery)
            }
            try transaction.removePlanned(eventIDs: [1, 2])
            try transaction.insertTwinlessFiles(["feed.atom"])
            let last = try transaction.reading.lastTwinlessFileID()
            let files = try transaction.reading.twinlessFiles(after: 0, through: last, limit: 9)
            #expect(try transaction.reading.twinlessFileCount(after: 0) == files.count)
            try transaction.removeTwinlessFiles(ids: files.map(\.id))
            let post = try #require(try transaction.reading.post(id: postID))
            let tags = try transaction.reading.tags(postID: postID)
            let photos = try transaction.reading.photos(postID: postID).map(\.fileName)
            #expect(tags == ["garden", "swift"] && photos == ["public100.jpg"])
            let month = pod.start.addingTimeInterval(900 * 86_400).ISO8601Format().prefix(7)
            let names: [ListName] = [.home, .person(pod.aliceID), .month(String(month))]
            for list in names + tags.map(ListName.tag) {
                #expect(try transaction.remove(postID: postID, from: list) != nil)
            }
            try transaction.deletePost(post, at: pod.start)
        }

        #expect(trace.expanded.count > 50)
        try expectNoScan(trace, on: pod.database.pool)
        #expect(try DatabaseCheck(database: pod.database).findings().count == 1)
    }

    private func expectNoScan(_ trace: Trace, on reader: any DatabaseReader) throws {
        try reader.read { connection in
            for sql in Set(trace.expanded) where isQuery(sql) {
                let plan = try Row.fetchAll(connection, sql: "EXPLAIN QUERY PLAN \(sql)")
                for detail in plan.map({ $0["detail"] as String }) {
                    #expect(!detail.hasPrefix("SCAN") || isSmall(detail), "\(detail) in \(sql)")
                }
            }
        }
    }

    private func isQuery(_ sql: String) -> Bool {
        ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) }
    }

    /// The people of this pod, by their own index, and rows that are no table's.
    private func isSmall(_ detail: String) -> Bool {
        detail.contains("personLocal") || detail.contains("CONSTANT ROW")
            || detail == "SCAN outboxEvent"
            || detail.contains("INDEX pageDeliveryOrder")
    }
}
