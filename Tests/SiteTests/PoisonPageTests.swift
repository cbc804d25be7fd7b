import Diaspora
import Foundation
import Store
import Synchronization
import TestSupport
import Testing

@testable import Composing
@testable import PodFixtures
@testable import Site

/// Attacks 61 and 65: a page whose rendering ends the process is found, set aside and named, and all else
/// goes on.
@Suite struct PoisonPageTests {
    private let pod: SitePod
    private let post: GUID

    init() throws {
        pod = try SitePod()
        _ = try pod.publish("# Before #garden")
        _ = try pod.dispatcher.run()
        post = try pod.publish("# After #garden", day: 1)
    }

    @Test func attack65APageOfAPublishIsSetAsideAfterThreeDeathsAlone() throws {
        let poison = "tag garden"

        #expect(try deaths(at: poison) == 4)

        #expect(try pod.page("posts/\(post).html").contains("After"))
        #expect(try differingFiles() == ["tags/garden.html"])
        #expect(try pod.dispatcher.failures().map(\.page) == [poison])
        let failure = try #require(try pod.dispatcher.failures().first)
        #expect(failure.cause == .setAside(trialID: 1, deaths: 3))
        #expect(
            "\(failure)".hasPrefix("tags/garden.html could not be written: the process ended 3 "))
        #expect(try pod.database.read { try $0.unplannedEvents(limit: 1) } == [])
        #expect(try pod.plannedPages() == [])
    }

    @Test func attack65APageThatWaitsInARowIsSetAside() throws {
        _ = try pod.dispatcher.run()
        try pod.database.write { transaction in
            for page in ["tag garden", "home", "tags", "feed"] {
                try transaction.wantPage(page, stage: 1, priority: 0)
            }
        }

        #expect(try deaths(at: "tag garden") == 4)

        #expect(try pod.plannedPages() == [])
        #expect(try pod.dispatcher.failures().map(\.page) == ["tag garden"])
    }

    @Test(arguments: [true, false])
    func attack61APageThatKillsAFullBuildIsSetAside(isFresh: Bool) throws {
        _ = try pod.dispatcher.run()
        if isFresh { try FileManager.default.removeItem(at: pod.folder.tree) }
        pod.settings.podName = "Another name"

        #expect(try deaths(at: "tag garden") == 4)

        #expect(try pod.page("index.html").contains("Another name"))
        // Over a standing tree the page is left as it was; a fresh one is without.
        #expect(pod.hasFile("tags/garden.html") == !isFresh)
        #expect(try differingFiles() == ["tags/garden.html"])
        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    @Test func whatIsSetAsideHoldsUpNoLaterPost() throws {
        _ = try deaths(at: "tag garden")

        let later = try pod.publish("# Later #garden", day: 2)
        #expect(try run(until: "tag garden") == nil)

        #expect(pod.hasFile("posts/\(later).html"))
        #expect(try differingFiles() == ["tags/garden.html"])
        #expect(try pod.plannedPages() == [])
    }

    @Test func retryingTriesAgainAsOftenAsAtFirst() throws {
        _ = try deaths(at: "tag garden")

        try retry()
        #expect(try deaths(at: "tag garden") == 3)
        try retry()

        #expect(try pod.dispatcher.run().failures == [])
        #expect(try pod.dispatcher.failures() == [])
        #expect(try pod.database.read { try $0.pageTrials() } == [])
        #expect(try pod.differences() == [])
    }

    @Test func retryingDuringABuildIsNotForgotten() throws {
        _ = try deaths(at: "tag garden")
        _ = try pod.publish("# Later #garden", day: 2)
        let trial = try #require(try trial())
        let database = pod.database
        let isRetried = Mutex(false)
        var dispatcher = pod.dispatcher
        // Between what the run read at its start and what it asks for next.
        dispatcher.onPage = { _ in
            try isRetried.withLock { isRetried in
                if !isRetried { try database.write { try $0.retry(trial) } }
                isRetried = true
            }
        }

        #expect(try dispatcher.run().failures == [])

        #expect(try pod.database.read { try $0.pageTrials() } == [])
        #expect(try pod.differences() == [])
    }

    @Test func attack65ATextThatEndsTheProcessWhenItIsMadeAnewIsShownAsItWasWritten() throws {
        _ = try pod.dispatcher.run()
        let other = try pod.publish("*Others*", day: 2)
        _ = try pod.dispatcher.run()
        try pod.damage("UPDATE rendering SET renderer = 'old', html = 'old'")
        try pod.damage("UPDATE podState SET value = 'old' WHERE key = 'site.renderer'")

        #expect(try deaths(at: "post \(post)") == 4)

        let html = "SELECT html FROM rendering JOIN post ON post.id = postID WHERE guid ="
        #expect(try pod.rows("\(html) '\(post)'") == ["<p># After #garden</p>\n"])
        #expect(try pod.rows("\(html) '\(other)'")[0].contains("<em>Others</em>"))
        #expect(try pod.dispatcher.failures().map(\.page) == ["post \(post)"])
        // The tree holds no state of its own for it: the next run does nothing.
        #expect(try pod.dispatcher.run().pageCount == 0)
    }

    @Test func anEventThatCannotBeReadIsPlannedAsEverything() throws {
        _ = try pod.dispatcher.run()
        let later = try pod.publish("# Later", day: 2)
        try pod.damage("UPDATE outboxEvent SET before = '{'")

        #expect(try pod.dispatcher.run().failures == [])

        #expect(pod.hasFile("posts/\(later).html"))
        #expect(try pod.database.read { try $0.unplannedEvents(limit: 1) } == [])
        #expect(try pod.dispatcher.run().pageCount == 0)
        #expect(try pod.differences() == [])
    }

    @Test func aFullBuildThatIsAskedForTriesAgain() throws {
        _ = try deaths(at: "tag garden")

        #expect(try run(until: "tag garden", isFull: true) == "tag garden")
        #expect(try trial()?.isHeld == false)
        _ = try pod.dispatcher.run(isFull: true)

        #expect(try pod.database.read { try $0.pageTrials() } == [])
        #expect(try pod.differences() == [])
    }

    @Test func onlyWhatWasAloneIsCounted() throws {
        for _ in 1...2 {
            #expect(try run(until: "home") == "home")
            #expect(try pod.database.read { try $0.pageTrials() } == [])
        }

        // The next run counts what it finds: the second death was one alone.
        #expect(try run(until: "home") == "home")

        #expect(try trial()?.page == "home")
        #expect(try trial()?.deaths == 1)
    }

    @Test func anOrderlyStopCountsNothing() throws {
        for _ in 1...5 {
            #expect(throws: StoreError.self) { try run(until: "home", isOrderly: true) }
        }

        #expect(try pod.database.read { try $0.pageTrials() } == [])
        #expect(PageLeases.isSettled(path: pod.folder.pageLeases.path))
        #expect(try pod.dispatcher.run().failures == [])
        #expect(try pod.differences() == [])
    }

    @Test func anOrderlyStopAfterADeathForgetsNoSuspect() throws {
        _ = try run(until: "home")
        #expect(throws: StoreError.self) { try run(until: "tags", isOrderly: true) }

        #expect(try run(until: "home") == "home")

        #expect(try PageLeases(path: pod.folder.pageLeases.path).foundAlone == "home")
    }

    @Test func twoPagesAtFaultAreBothFound() throws {
        var count = 0
        while try run(until: "home", "tag garden") != nil { count += 1 }

        #expect(count == 7)
        #expect(try pod.dispatcher.failures().map(\.page).sorted() == ["home", "tag garden"])
        #expect(try differingFiles() == ["index.html", "tags/garden.html"])
    }

    @Test func thePageOfADeletedPostGoesAlthoughItWasSetAside() throws {
        _ = try pod.dispatcher.run()
        try pod.composer.edit(post, text: "# After all #garden", as: pod.author)
        #expect(try deaths(at: "post \(post)") == 4)
        #expect(try !pod.page("posts/\(post).html").contains("After all"))

        try pod.composer.delete(post, as: pod.author)
        #expect(try run(until: "post of nobody") == nil)

        #expect(!pod.hasFile("posts/\(post).html"))
        #expect(try pod.database.read { try $0.pageTrials() } == [])
        #expect(try pod.differences() == [])
    }

    @Test func aPageThatRecoversIsForgotten() throws {
        for _ in 1...3 { _ = try run(until: "home") }
        #expect(try trial()?.deaths == 1)

        #expect(try pod.dispatcher.run().failures == [])

        #expect(try pod.database.read { try $0.pageTrials() } == [])
        #expect(try pod.differences() == [])
    }

    @Test func aPageIsSuspectedUntilItIsSetAside() throws {
        #expect(PageLeases.isSettled(path: pod.folder.pageLeases.path))
        _ = try run(until: "home")
        #expect(!PageLeases.isSettled(path: pod.folder.pageLeases.path))

        _ = try deaths(at: "home")

        #expect(try pod.dispatcher.failures().map(\.page) == ["home"])
        #expect(PageLeases.isSettled(path: pod.folder.pageLeases.path))
    }

    // MARK: - Deaths

    /// Runs until a run ends in order.
    ///
    /// - Returns: How many did not.
    private func deaths(at page: String) throws -> Int {
        var count = 0
        while count < 20, try run(until: page) != nil { count += 1 }
        return count
    }

    /// Runs as a process that is killed when it renders one of the pages.
    ///
    /// - Returns: The page at which it was; `nil` if it ended by itself.
    private func run(
        until pages: String..., isFull: Bool = false, isOrderly: Bool = false
    ) throws -> String? {
        let leases = pod.folder.pageLeases
        let death = Mutex<(page: String, note: Data)?>(nil)
        var dispatcher = pod.dispatcher
        dispatcher.onPage = { page in
            guard pages.contains("\(page)") else { return }
            let note = try Data(contentsOf: leases)
            death.withLock { $0 = $0 ?? ("\(page)", note) }
            throw StoreError.busy(path: "killed")
        }
        do {
            _ = try dispatcher.run(isFull: isFull)
            return nil
        } catch let error as StoreError where !isOrderly {
            // Whoever is killed takes nothing back.
            guard let (page, note) = death.withLock({ $0 }) else { throw error }
            try note.write(to: leases)
            return page
        }
    }

    private func trial() throws -> PageTrial? {
        try pod.database.read { try $0.pageTrials() }.first
    }

    private func retry() throws {
        let trial = try #require(try trial())
        try pod.database.write { try $0.retry(trial) }
    }

    private func differingFiles() throws -> [String] {
        try pod.differences().compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") }
    }
}
