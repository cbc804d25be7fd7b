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

    static let fingerprintKey = "site.fingerprint"
    /// The event that asks for everything: an import, a new theme, a changed profile.
    static let everything = "siteChanged"

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

    /// Writes what events ask for; everything if the theme, `site/`, the configuration or the version
    /// changed since the last build.
    ///
    /// - Parameter isFull: Plans every page, whatever is asked for.
    public func run(
        isFull: Bool = false, progress: @escaping SiteProgress = { _, _ in }
    ) throws -> SiteReport {
        let lock = try TreeLock(path: folder.treeLock.path)
        defer { withExtendedLifetime(lock) {} }
        let context = try SiteContext(settings: settings, folder: folder)
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
            let report = try buildAll(context, events: events, progress: progress)
            try database.write { try $0.setState(Self.fingerprintKey, fingerprint) }
            return report
        }
        // What a writer left that was killed or ran out of room.
        TreeWalker(rootPath: folder.tree.path).removeStaging()
        try plan(events)
        return try perform(context, progress: progress)
    }

    /// Runs only if an event or a page waits; nothing else is looked at.
    public func runIfAsked() throws -> SiteReport? {
        let isAsked = try database.read { transaction in
            let events = try transaction.unplannedEvents(limit: 1)
            return try !events.isEmpty || !transaction.pageDeliveries(limit: 1).isEmpty
        }
        return isAsked ? try run() : nil
    }

    /// Loads theme and texts as a build would.
    ///
    /// - Returns: The theme's name.
    public func checkTheme() throws -> String {
        try SiteContext(settings: settings, folder: folder).frame.theme.name
    }

    /// Builds the whole tree somewhere else, as a clean build would.
    public func buildCopy(
        at output: URL, progress: @escaping SiteProgress = { _, _ in }
    ) throws -> SiteReport {
        let context = try SiteContext(settings: settings, folder: folder)
        try refresh()
        var build = FullBuild(context: context, tree: output, workerCount: workerCount)
        build.isDurable = false
        return try build.run(progress: progress)
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

    // MARK: - What is asked for

    private func plan(_ events: [OutboxEvent]) throws {
        guard !events.isEmpty else { return }
        try database.write { transaction in
            for event in events {
                for (page, stage) in SitePlan(try SiteChange(json: event.before)).pages {
                    try transaction.wantPage("\(page)", stage: stage, priority: 0)
                }
            }
            try transaction.setPlanned(eventIDs: events.map(\.id), at: clock.now())
        }
    }

    private func perform(
        _ context: SiteContext, progress: @escaping SiteProgress
    ) throws -> SiteReport {
        var changed = 0
        var pageCount = 0
        while true {
            let deliveries = try database.read { try $0.pageDeliveries(limit: 20_000) }
            guard !deliveries.isEmpty else { break }
            progress(pageCount, pageCount + deliveries.count)
            changed += try PageBatch(context: context, tree: folder.tree, workerCount: workerCount)
                .run(deliveries)
            try database.write { transaction in
                for delivery in deliveries { try transaction.setRendered(delivery) }
            }
            pageCount += deliveries.count
        }
        return SiteReport(pageCount: pageCount, changedFileCount: changed)
    }
}

/// Called now and then with the pages done and the pages known.
public typealias SiteProgress = @Sendable (_ done: Int, _ total: Int) -> Void

/// What a build did.
public struct SiteReport: Sendable, Equatable {
    public let pageCount: Int
    /// Files written or removed; those whose bytes were equal are not among them.
    public let changedFileCount: Int
}
