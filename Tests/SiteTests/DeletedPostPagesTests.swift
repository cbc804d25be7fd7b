import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// What the tree shows of a post whose answers are not all removed yet.
@Suite struct DeletedPostPagesTests {
    @Test func nothingOfADeletedPostIsShownWhileItsAnswersGo() throws {
        let pod = try SitePod()
        let bob = try pod.addStranger("bob@else.example", firstName: "Bob")
        let guid = try pod.publish("# Hello #garden", day: 1)
        let other = try pod.publish("# Other", day: 2)
        try pod.comment(
            (0..<RemovalBudget.transaction.rows + 10).map { "\($0)" }, on: guid, by: bob)
        _ = try pod.dispatcher.run()
        try #require(pod.hasFile("posts/\(guid).html"))

        try pod.composer.delete(guid, as: pod.author)
        _ = try pod.dispatcher.run()

        var count = 0
        while true {
            #expect(!pod.hasFile("posts/\(guid).html") && pod.hasFile("posts/\(other).html"))
            #expect(try pod.differences() == [] && pod.deadLinks() == [])
            guard try pod.database.read({ try $0.hasDeletedPosts() }) else { break }
            try pod.database.write { transaction in
                var budget = RemovalBudget(rows: 8, bytes: 1 << 20)
                try transaction.removeDeletedPosts(at: SitePod.start, within: &budget)
            }
            _ = try pod.dispatcher.run()
            count += 1
        }

        #expect(count == 2)
        #expect(try pod.rows("SELECT COUNT(*) FROM comment") == ["0"])
    }

    @Test func aDeletedPostIsNotCounted() throws {
        let pod = try SitePod()
        let bob = try pod.addStranger("bob@else.example")
        let guid = try pod.publish("# Hello")
        _ = try pod.publish("# Other")
        try pod.comment(["One", "Two"], on: guid, by: bob)
        try pod.database.write { transaction in
            let post = try #require(try transaction.reading.post(guid))
            let facts = Facts(
                context: pod.context, transaction: transaction, origin: .here,
                removals: SharedRemovalBudget(RemovalBudget(rows: 1, bytes: 1)))
            try facts.delete(post)
        }
        try #require(try pod.database.read { try $0.hasDeletedPosts() })

        try pod.composer.doDailyWork()

        #expect(try pod.rows("SELECT value FROM statistic WHERE name = 'posts'") == ["1"])
    }
}
