import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// The month a post belongs to is that of the pod's time zone, whenever it was set.
@Suite struct TimeZoneChangeTests {
    private let pod: SitePod
    /// Half an hour into 2026 in Greenwich, 2025 still in New York, and as late in February.
    private let january: GUID
    private let march: GUID

    init() throws {
        pod = try SitePod()
        january = try Self.publish("First words #turn", in: pod, hours: 0.5)
        _ = try Self.publish("In the middle #turn", in: pod, hours: 24 * 40)
        march = try Self.publish("Spring #turn", in: pod, hours: 24 * 59 + 0.5)
        _ = try pod.dispatcher.run()
    }

    @Test func aBuildMovesPostsToTheMonthOfTheNewZone() throws {
        #expect(try months() == ["2026/01", "2026/02", "2026/03"])

        try setZone("America/New_York")
        _ = try pod.dispatcher.run()

        #expect(try months() == ["2025/12", "2026/02"])
        #expect(try pod.differences() == [])
        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    @Test func postsAreEditedRedatedAndDeletedBeforeTheNextBuild() throws {
        try setZone("America/New_York")

        try pod.composer.edit(january, text: "Last words #turned", as: pod.author)
        try pod.composer.redate(
            march, to: SitePod.start.addingTimeInterval(86_400 * 31), as: pod.author)
        try pod.composer.delete(march, as: pod.author)

        _ = try pod.dispatcher.run()
        #expect(try months() == ["2025/12", "2026/02"])
        #expect(try pod.differences() == [])
    }

    @Test func aZoneThatIsSetBackLeavesNoTrace() throws {
        try setZone("Asia/Tokyo")
        try pod.composer.delete(january, as: pod.author)
        _ = try Self.publish("Another one", in: pod, hours: 24 * 31 - 1)
        try setZone("GMT")

        _ = try pod.dispatcher.run()

        #expect(try months() == ["2026/01", "2026/02", "2026/03"])
        #expect(try pod.differences() == [])
    }

    @Test func aDraftIsPublishedIntoTheMonthOfTheNewZone() throws {
        let draft = try pod.composer.schedule(
            PostContent(text: "On time"), as: pod.author, for: .everyone, at: SitePod.start)
        try setZone("America/New_York")

        #expect(try pod.composer.publishDueDrafts().count == 1)

        #expect(try pod.database.read { try $0.draft(draft) } == nil)
        #expect(try pod.database.read { try $0.count(.month("2025-12")) } == 2)
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])
    }

    @Test func listsOfAnUnknownZoneAreFilledOnce() throws {
        // As databases were before they knew, and filled for a zone that nobody wrote down.
        try setZone("America/New_York")
        try pod.database.write { transaction in
            try transaction.setState("site.timeZone", "")
            _ = try transaction.refillMonths { _ in "2020-01" }
        }

        try pod.composer.delete(january, as: pod.author)

        #expect(try pod.database.read { try $0.count(.month("2020-01")) } == 0)
        #expect(try pod.database.read { try $0.count(.month("2026-02")) } == 2)
        _ = try pod.dispatcher.run()
        #expect(try pod.differences() == [])
    }

    @Test func anAccountIsClosedBeforeTheNextBuild() throws {
        let bob = try pod.addUser("bob", firstName: "Bob")
        _ = try pod.composer.publish(
            PostContent(text: "On the turn"), as: bob, for: .everyone,
            createdAt: SitePod.start.addingTimeInterval(1_800))
        _ = try pod.dispatcher.run()
        try setZone("America/New_York")

        _ = try pod.accounts.close("bob")

        #expect(try pod.database.read { try $0.count(.month("2025-12")) } == 1)
        #expect(try pod.database.read { try $0.count(.month("2026-01")) } == 0)
        _ = try pod.dispatcher.run()
        #expect(try months() == ["2025/12", "2026/02"])
        #expect(try pod.differences() == [])
    }

    private func setZone(_ name: String) throws {
        pod.settings.timeZone = try #require(TimeZone(identifier: name))
    }

    private func months() throws -> [String] {
        try SitePod.files(of: pod.folder.tree).keys.compactMap { path in
            guard path.hasPrefix("archive/"), path.hasSuffix(".html") else { return nil }
            return String(path.dropFirst(8).dropLast(5))
        }.sorted()
    }

    private static func publish(_ text: String, in pod: SitePod, hours: Double) throws -> GUID {
        try pod.composer.publish(
            PostContent(text: text), as: pod.author, for: .everyone,
            createdAt: SitePod.start.addingTimeInterval(hours * 3_600))
    }
}
