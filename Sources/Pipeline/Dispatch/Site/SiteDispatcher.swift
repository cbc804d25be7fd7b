public import Foundation
internal import Rendering
public import Store

/// Keeps the public tree as the database says.
///
/// Planning turns events into page deliveries; performing renders them. Only the holder of
/// `public.lock` writes; whatever process was killed, the next one to run finishes its work.
public struct SiteDispatcher: Sendable {
    private let database: PodDatabase
    private let folder: PodFolder
    private let settings: SiteSettings
    private let clock: PodClock
    private let workerCount: Int
    private let preparation: SitePreparation?
    private let strangers: StrangersText?

    static let fingerprintKey = "site.fingerprint"
    /// The event that asks for everything: an import, a new theme, a changed profile.
    static let everything = "siteChanged"
    /// Up to so many pages are written before anything is noted of them.
    private static let fewPages = 500

    /// - Parameters:
    ///   - preparation: What the first run works with, if it was begun ahead.
    ///   - strangers: Renders others' long texts; without it they are shown as they were written.
    public init(
        database: PodDatabase, folder: PodFolder, settings: SiteSettings, clock: PodClock,
        workerCount: Int = 2, preparation: SitePreparation? = nil, strangers: StrangersText? = nil
    ) {
        self.database = database
        self.folder = folder
        self.settings = settings
        self.clock = clock
        self.workerCount = workerCount
        self.preparation = preparation
        self.strangers = strangers
    }

    /// Writes what events ask for; everything if the theme, `site/`, the configuration or the version
    /// changed since the last build.
    ///
    /// - Parameter isFull: Plans every page, whatever is asked for.
    public func run(
        isFull: Bool = false, progress: @escaping SiteProgress = { _, _ in }
    ) throws -> SiteReport {
        let lock = try TreeLock(path: folder.treeLock.path)
        defer { withExtendedLifetime(lock) {} }
        let context = try context(preparation?.take())
        try refresh()

        let fingerprint = context.fingerprint()
        let (events, known) = try database.read {
            (try $0.unplannedEvents(limit: 1_000_000), try $0.state(Self.fingerprintKey))
        }
        let isStanding = FileManager.default.fileExists(
            atPath: folder.tree.appending(path: "index.html").path)
        if isFull || !isStanding || known != fingerprint
            || events.contains(where: { $0.kind == Self.everything })
        {
            try context.texts.check()
            var report: SiteReport
            do {
                report = try buildAll(context, events: events, progress: progress)
            } catch  where isStanding && !PageFailure.concernsAll(error) {
                report = try buildEach(context, events: events, progress: progress)
            }
            try database.write { try $0.setState(Self.fingerprintKey, fingerprint) }
            report.leftOut = context.texts.leftOut
            return report
        }
        // What a writer left that was killed or ran out of room.
        TreeWalker(rootPath: folder.tree.path).removeStaging()
        let requests = try requests(of: events)
        guard requests.count <= Self.fewPages else {
            try store(requests, of: events)
            return try perform(context, progress: progress)
        }
        return try perform(context, requests, of: events, progress: progress)
    }

    /// Runs only if an event or a page waits; nothing else is looked at.
    ///
    /// - Parameter isRetrying: Takes pages that failed for waiting ones; else they are tried again with
    ///   the next page that is asked for.
    public func runIfAsked(isRetrying: Bool = false) throws -> SiteReport? {
        let isAsked = try database.read { transaction in
            let events = try transaction.unplannedEvents(limit: 1)
            return try !events.isEmpty || transaction.isPageAskedFor(isRetrying: isRetrying)
        }
        return isAsked ? try run() : nil
    }

    /// The pages whose last try failed.
    public func failures() throws -> [PageFailure] {
        try database.read { try $0.pageDeliveries(limit: 20_000) }.compactMap { delivery in
            delivery.failure.map { PageFailure(page: delivery.page, reason: $0) }
        }
    }

    /// Loads theme and texts as a build would.
    ///
    /// - Returns: The theme's name.
    public func checkTheme() throws -> String {
        let context = try context()
        try context.texts.check()
        return context.frame.theme.name
    }

    /// Builds the whole tree somewhere else, as a clean build would.
    public func buildCopy(
        at output: URL, progress: @escaping SiteProgress = { _, _ in }
    ) throws -> SiteReport {
        let context = try context()
        try context.texts.check()
        try refresh()
        var build = FullBuild(context: context, tree: output, workerCount: workerCount)
        build.isDurable = false
        return try build.run(progress: progress)
    }

    private func context(_ prepared: SiteContext? = nil) throws -> SiteContext {
        var context = try prepared ?? SiteContext(settings: settings, folder: folder)
        context.strangers = strangers
        return context
    }

    /// Makes anew what is stored for pages, after the renderer or the time zone changed.
    private func refresh() throws {
        try RenderingRefresh(database: database, settings: settings).run()
        try MonthLists(settings: settings, clock: clock).run(database)
    }

    // MARK: - Everything

    private func buildAll(
        _ context: SiteContext, events: [OutboxEvent], progress: @escaping SiteProgress
    ) throws -> SiteReport {
        // What is asked for now is in the rows the build is about to read.
        let deliveries = try database.read { try $0.pageDeliveries(limit: 1_000_000) }
        let report = try FullBuild(context: context, tree: folder.tree, workerCount: workerCount)
            .run(progress: progress)
        try database.write { transaction in
            try transaction.setPlanned(eventIDs: events.map(\.id), at: clock.now())
            try transaction.removePageDeliveries(deliveries)
        }
        return report
    }

    /// Asks for every page by itself, so that the one that stopped a build does not hold up the
    /// others. That one waits with its reason, and is all that the next run tries again.
    ///
    /// - Throws: What is wrong with a file that is no page's; the next run builds everything again.
    private func buildEach(
        _ context: SiteContext, events: [OutboxEvent], progress: @escaping SiteProgress
    ) throws -> SiteReport {
        try store(try requests(of: events), of: events)
        let pages = try SitePlanOfEverything(context: context).groups.flatMap(\.self)
        try database.write { transaction in
            for page in pages {
                try transaction.wantPage("\(page)", stage: page.stage, priority: 2)
            }
            try transaction.setState(Self.fingerprintKey, "")
        }
        var report = try perform(context, progress: progress)
        report.changedFileCount += try FullBuild(
            context: context, tree: folder.tree, workerCount: workerCount
        ).finish(pages)
        return report
    }

    // MARK: - What is asked for

    private func requests(of events: [OutboxEvent]) throws -> PageRequests {
        var requests = PageRequests()
        guard !events.isEmpty else { return requests }
        try database.read { database in
            // What asks for everything holds no change of its own.
            for event in events where event.kind != Self.everything {
                let change = try SiteChange(json: event.before)
                var plan = try SitePlan(change) { try database.commentCount(guid: $0) }
                // What a changed post was signed with is no longer true of it.
                if change.posts.contains(event.guid) { plan.add(.document(guid: event.guid)) }
                requests.add(plan, priority: change.priority ?? 0, eventID: event.id)
            }
        }
        return requests
    }

    private func store(_ requests: PageRequests, of events: [OutboxEvent]) throws {
        guard !events.isEmpty else { return }
        try database.write { transaction in
            try requests.store(in: transaction)
            try transaction.setPlanned(eventIDs: events.map(\.id), at: clock.now())
        }
    }

    /// Writes what waits, and what events ask for that are planned once their pages are written: until
    /// then the events themselves tell the next process what to do.
    private func perform(
        _ context: SiteContext, _ unstored: PageRequests = PageRequests(),
        of unplanned: [OutboxEvent] = [], progress: @escaping SiteProgress
    ) throws -> SiteReport {
        var requests = unstored
        var events = unplanned
        var changed = 0
        var pageCount = 0
        var failures: [String: PageFailure] = [:]
        while true {
            let stored = try database.read { try $0.pageDeliveries(limit: 20_000) }
            let waiting = requests.joined(with: stored).filter { failures[$0.page] == nil }
            // Those that failed before come last, so as not to slow the others down.
            let new = waiting.filter { $0.failure == nil }
            let deliveries = new.isEmpty ? waiting : new
            guard !deliveries.isEmpty || !events.isEmpty else { break }
            progress(pageCount, pageCount + deliveries.count)
            let outcome = try PageBatch(
                context: context, tree: folder.tree, workerCount: workerCount
            ).run(deliveries)
            changed += outcome.changedFileCount
            for failure in outcome.failures { failures[failure.page] = failure }
            try database.write { transaction in
                try requests.store(in: transaction) { failures[$0] != nil }
                try transaction.setPlanned(eventIDs: events.map(\.id), at: clock.now())
                for delivery in deliveries {
                    if let failure = failures[delivery.page] {
                        try transaction.setFailure(failure.reason, page: delivery.page)
                    } else if delivery.isStored {
                        try transaction.setRendered(delivery)
                    }
                }
            }
            requests = PageRequests()
            events = []
            pageCount += deliveries.count
        }
        return SiteReport(
            pageCount: pageCount, changedFileCount: changed,
            failures: failures.values.sorted { $0.page < $1.page })
    }
}

/// Called now and then with the pages done and the pages known.
public typealias SiteProgress = @Sendable (_ done: Int, _ total: Int) -> Void

/// What a build did.
public struct SiteReport: Sendable, Equatable {
    public let pageCount: Int
    /// Files written or removed; those whose bytes were equal are not among them.
    public internal(set) var changedFileCount: Int
    /// Pages that could not be written; they are tried again.
    public var failures: [PageFailure] = []
    /// Paths below `site/static` that are never copied: hidden files, and those being written.
    public var leftOut: [String] = []
}
