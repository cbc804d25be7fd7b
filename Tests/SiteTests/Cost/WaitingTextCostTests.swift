import Blocking
import Diaspora
import Foundation
import Store
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// What the texts of strangers cost that wait, or that look as if they named somebody.
@Suite(.serialized) struct WaitingTextCostTests {
    private static let shape = CostShape("texts", ".", bytes: 2_000)

    /// A pod with so many comments on a post, and a short one after them.
    private struct Stage {
        let pod: SitePod
        let refresh: CommentRefresh
        let last: Int64

        init(_ count: Int, text: String) throws {
            pod = try SitePod()
            let bob = try pod.addStranger("bob@else.example")
            let post = try pod.publish("# Post with \(count)")
            last = try pod.database.write { [pod] transaction in
                let row = try #require(try transaction.reading.post(post))
                var last: Int64?
                for number in 0...count {
                    last = try transaction.insertComment(
                        guid: pod.newGUID(), postID: row.id, authorID: bob,
                        text: number < count ? text : "short", createdAt: SitePod.start, xml: [])
                }
                return try #require(last)
            }
            let leases = try PageLeases(path: pod.folder.pageLeases.path)
            try leases.begin(PageTrials())
            refresh = CommentRefresh(
                batch: TextBatch(
                    database: pod.database, settings: pod.settings, clock: pod.clock.pod,
                    strangers: nil, threads: Threads(count: 1)), leases: leases)
        }
    }

    @Test func attack28ABuildCostsTheSameHoweverManyLongCommentsWait() throws {
        let text = String(repeating: "x", count: UnrenderedText.maximumQuickBytes + 1)
        var stages: [Int: Stage] = [:]
        for count in [500, 2_000] { stages[count] = try Stage(count, text: text) }

        let cost = CostMeasurement(Self.shape) { document in
            guard let stage = stages[document.count] else { return }
            do {
                try stage.pod.database.write { try $0.enqueue([stage.last], .comment) }
                try stage.refresh.prepare(for: [])
            } catch { Issue.record(error) }
        }

        #expect(cost.timeRatio <= 2)
    }

    @Test func aStepThroughTheTextsThatNameSomebodyCostsTheSameHoweverManyThereAre() throws {
        var stages: [Int: Stage] = [:]
        for count in [500, 2_000] {
            let stage = try Stage(count, text: "For @{nobody@localhost:3000}")
            try stage.refresh.prepare(for: [])
            stages[count] = stage
        }

        let cost = CostMeasurement(Self.shape) { document in
            guard let stage = stages[document.count] else { return }
            do {
                let id = stage.pod.author.person.id
                try stage.pod.database.write { try $0.insertRenaming(personID: id) }
                _ = try RenamedTexts(batch: stage.refresh.batch).enqueueNext()
            } catch { Issue.record(error) }
        }

        #expect(cost.timeRatio <= 2)
    }
}
