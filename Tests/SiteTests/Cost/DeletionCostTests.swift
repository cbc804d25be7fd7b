import Diaspora
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures

/// The cost of deleting a post here that strangers answered, or that texts name.
@Suite(.serialized) struct DeletionCostTests {
    /// Ends a transaction without its effects.
    private struct Undone: Error {}

    @Test func theTransactionThatDeletesAPostCostsTheSameHoweverManyAnswersItHas() throws {
        let pod = try SitePod()
        let bob = try pod.addStranger("bob@else.example")
        var posts: [Int: GUID] = [:]
        for count in [4_000, 16_000] {
            let guid = try pod.publish("# Post with \(count)")
            posts[count] = guid
            try pod.database.write { transaction in
                let post = try #require(try transaction.reading.post(guid))
                for _ in 0..<count {
                    _ = try transaction.insertComment(
                        guid: pod.newGUID(), postID: post.id, authorID: bob, text: "Yes",
                        createdAt: SitePod.start, xml: [])
                }
            }
        }

        let cost = CostMeasurement(CostShape("answers", ".", bytes: 16_000)) { document in
            do {
                let guid = try #require(posts[document.count])
                try pod.database.write { transaction -> Void in
                    let post = try #require(try transaction.reading.post(guid))
                    try Facts(context: pod.context, transaction: transaction, origin: .here)
                        .delete(post)
                    throw Undone()
                }
            } catch is Undone {
            } catch { Issue.record(error) }
        }

        #expect(cost.timeRatio <= 2)
    }

    static let shapes = [
        CostShape("flags", "\u{1F1E6}", bytes: 64_000),
        CostShape("beginnings of links", "diaspora:/", bytes: 64_000),
        CostShape("words", "word ", bytes: 64_000),
    ]

    @Test(arguments: shapes)
    func textsThatNameADeletedPostCostWhatTheyAreLong(shape: CostShape) throws {
        let pod = try SitePod()
        var named: Set<GUID> = []

        let cost = CostMeasurement(shape) { bytes in
            do {
                let guid = try #require(GUID("0123456789abcdef\(bytes.count)"))
                if named.insert(guid).inserted {
                    _ = try pod.publish(String(decoding: bytes, as: UTF8.self) + " \(guid)")
                }
                try pod.context.record { try $0.unlink(guid) }
            } catch { Issue.record(error) }
        }

        #expect(cost.timeRatio <= CostMeasurement.maximumRatio)
    }
}
