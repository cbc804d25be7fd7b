internal import Blocking
public import Composing
public import Foundation
internal import PublicTree
public import Store
internal import Theming

/// The planner and renderer of the public tree, which brings the tree up to date with the database.
///
/// Planning turns events into page deliveries; performing renders them. Only the holder of
/// `public.lock` writes; whatever process was killed, the next one to run finishes its work.
public struct SiteDispatcher: Sendable {
    let database: PodDatabase
    let folder: PodFolder
    private let settings: SiteSettings
    let clock: PodClock
    let workerCount: Int
    /// The hook called before each page, or the text of its post, is rendered.
    var onPage: (@Sendable (SitePage) throws -> Void)?

    static let fingerprintKey = "site.fingerprint"
    /// Up to so many pages are written before anything is noted of them.
    private static let fewPages = 500

    public init(
        database: PodDatabase, folder: PodFolder, settings: SiteSettings, clock: PodClock,
        workerCount: Int = 2
    ) {
        self.database = database
        self.folder = folder
        self.settings = settings
        self.clock = clock
        self.workerCount = workerCount
    }

    /// Plans and renders the pages that events request; all pages if the theme, `site/`, the
    /// configuration or the version changed since the last build.
    ///
    /// - Parameter isFull: Whether every page is planned, and not only the requested ones.
    public func run(
        isFull: Bool = false, progress: @escaping SiteProgress = { _, _ in }
    ) throws -> SiteReport {
        let lock = try FileLock(path: folder.treeLock.path)
        defer { withExtendedLifetime(lock) {} }
        let context = try context()
        return try leasing(isRetrying: isFull) { leases, trials in
            try refresh(leases)
            var report = try build(context, leases, isFull: isFull, progress: progress)
            report.failures += trials.failures
            return report
        }
    }

    /// Runs a body whose pages are recorded, so that the next process finds them if this one is
    /// killed. The caller holds the tree's lock.
    ///
    /// - Parameter isRun: Whether all is rendered that is to be rendered alone.
    private func leasing<Value>(
        isRun: Bool = true, isRetrying: Bool = false,
        _ body: (PageLeases, PageTrials) throws -> Value
    ) throws -> Value {
        let leases = try PageLeases(path: folder.pageLeases.path)
        let trials = try settle(leases, isRetrying: isRetrying)
        try leases.begin(trials)
        do {
            let value = try body(leases, trials)
            try leases.end(isDone: isRun)
            return value
        } catch {
            try? leases.end(isDone: false)  // What is said is why it failed.
            throw error
        }
    }

    private func build(
        _ context: SiteContext, _ leases: PageLeases, isFull: Bool,
        progress: @escaping SiteProgress
    ) throws -> SiteReport {
        let fingerprint = context.fingerprint
        let (events, known) = try database.read {
            (try $0.unplannedEvents(limit: 1_000_000), try $0.state(Self.fingerprintKey))
        }
        let changes = changes(of: events)
        try comments(leases).prepare(for: changes.compactMap(\.change))
        let isStanding = FileManager.default.fileExists(
            atPath: folder.tree.appending(path: "index.html").path)
        if isFull || !isStanding || known != fingerprint
            || changes.contains(where: { $0.change == nil })
        {
            try context.texts.check()
            var report: SiteReport
            do {
                report = try buildAll(context, leases, events: events, progress: progress)
            } catch  where isStanding && !PageFailure.concernsAll(error) {
                report = try buildEach(context, leases, events: events, progress: progress)
            }
            try database.write { try $0.setState(Self.fingerprintKey, fingerprint) }
            try context.texts.sweepPictures(at: clock.now())
            report.leftOut = context.texts.leftOut
            report.warnings = try context.warnings()
            return report
        }
        // What a writer left that was killed or ran out of room.
        TreeWalker(rootPath: folder.tree.path).removeStaging()
        let requests = try requests(of: changes)
        guard requests.count <= Self.fewPages else {
            try store(requests, of: events)
            return try perform(context, leases, progress: progress)
        }
        return try perform(context, leases, requests, of: events, progress: progress)
    }

    /// Whether a process ended while it rendered pages, and they were not rendered since.
    var suspectsPages: Bool { !PageLeases.isSettled(path: folder.pageLeases.path) }

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

    /// Returns the pages whose last try failed, and those that are set aside.
    public func failures() throws -> [PageFailure] {
        try database.read { database in
            let failed = try database.pageDeliveries(limit: 20_000).compactMap { delivery in
                delivery.failure.map { PageFailure(page: delivery.page, stored: $0) }
            }
            return failed + (try database.pageTrials().filter(\.isHeld).map(PageFailure.init))
        }
    }

    /// Loads theme and texts as a build would, but stores no picture.
    ///
    /// - Returns: The theme's name, and the unknown names in its templates, by file and line.
    public func checkTheme() throws -> (name: String, warnings: [String]) {
        let context = try context()
        try context.texts.check(takesPictures: false)
        return (context.frame.theme.name, context.frame.warnings)
    }

    /// Builds the whole tree in another folder, as a full build of a new tree would.
    public func buildCopy(
        at output: URL, progress: @escaping SiteProgress = { _, _ in }
    ) throws -> SiteReport {
        let context = try context()
        try context.texts.check()
        do {
            let lock = try FileLock(path: folder.treeLock.path)
            defer { withExtendedLifetime(lock) {} }
            try leasing(isRun: false) { leases, _ in
                try refresh(leases)
                let events = try database.read { try $0.unplannedEvents(limit: 1_000_000) }
                try comments(leases).prepare(for: changes(of: events).compactMap(\.change))
            }
        }
        var build = FullBuild(context: context, tree: output, workerCount: workerCount)
        build.isDurable = false
        var report = try build.run(progress: progress)
        report.warnings = try context.warnings()
        return report
    }

    func context() throws -> SiteContext {
        var context = try SiteContext(settings: settings, folder: folder)
        context.onPage = onPage
        return context
    }

    /// Renders the stored HTML and lists again, after the renderer or the time zone changed.
    private func refresh(_ leases: PageLeases) throws {
        try RenderingRefresh(
            database: database, settings: settings, leases: leases, onPage: onPage
        ).run()
        try comments(leases).run()
        try MonthLists(settings: settings, clock: clock).run(database)
    }

    private func comments(_ leases: PageLeases) -> CommentRefresh {
        CommentRefresh(
            batch: TextBatch(
                database: database, settings: settings, clock: clock, strangers: nil,
                threads: Threads(count: workerCount)), leases: leases)
    }

    // MARK: - Everything

    private func buildAll(
        _ context: SiteContext, _ leases: PageLeases, events: [OutboxEvent],
        progress: @escaping SiteProgress
    ) throws -> SiteReport {
        // What is asked for now is in the rows the build is about to read.
        let (deliveries, trials) = try database.read {
            (try $0.pageDeliveries(limit: 1_000_000), try $0.pageTrials())
        }
        leases.update(trials)
        try forgetFingerprint()
        var report = try FullBuild(
            context: context, tree: folder.tree, workerCount: workerCount, leases: leases
        ).run(progress: progress)
        try database.write { transaction in
            try transaction.insertTwinlessFiles(report.twinless)
            try transaction.removePlanned(eventIDs: events.map(\.id))
            try transaction.removePageDeliveries(deliveries)
            for page in leases.tried { try transaction.removeTrial(ofPage: page) }
        }
        report.twinless = []
        return report
    }

    /// Removes the fingerprint, so that the next run builds everything if this one is killed, as
    /// the written files are not recorded yet.
    private func forgetFingerprint() throws {
        let known = try database.read { try $0.state(Self.fingerprintKey) } ?? ""
        if !known.isEmpty { try database.write { try $0.setState(Self.fingerprintKey, "") } }
    }

    /// Enqueues every page by itself, so that the one that stopped a build does not delay the
    /// others. That page waits with its failure, and is all that the next run tries again.
    ///
    /// - Throws: The error of a file that belongs to no page; the next run builds everything again.
    private func buildEach(
        _ context: SiteContext, _ leases: PageLeases, events: [OutboxEvent],
        progress: @escaping SiteProgress
    ) throws -> SiteReport {
        try store(try requests(of: changes(of: events)), of: events)
        let pages = try SitePlanOfEverything(context: context).groups.flatMap(\.self)
        try database.write { transaction in
            for page in pages {
                try transaction.wantPage("\(page)", stage: page.stage, priority: 2)
            }
            try transaction.setState(Self.fingerprintKey, "")
        }
        var report = try perform(context, leases, progress: progress)
        let rest = try FullBuild(
            context: context, tree: folder.tree, workerCount: workerCount
        ).finish(pages)
        report.changedFileCount += rest.changedFileCount
        try database.write { try $0.insertTwinlessFiles(rest.twinless) }
        return report
    }
}
