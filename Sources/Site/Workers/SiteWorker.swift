public import Composing
internal import Foundation
public import Logging
public import ServiceLifecycle
public import Store
internal import Synchronization
public import Workers

/// The worker that keeps the tree up to date while the pod runs: publishes drafts that are due,
/// finishes what other processes requested or left unfinished, and sweeps pictures that they stored
/// in vain.
///
/// It notices their writes at once, and looks at the outbox once a second in any case; it blocks the thread
/// that it runs on. What others answer is shown at once, unless many do: a storm of comments is gathered,
/// and makes each page a handful of times (``AnswerGathering``).
public final class SiteWorker: Service {
    /// Seconds until pages that could not be written are tried again, if nothing else is done.
    private static let retryInterval = 60

    private let work: @Sendable () throws -> SiteWork
    private let sweep: PhotoSweep
    private let logger: Logger
    private let watch: DatabaseWatch?
    private let gate: TakeoverGate?
    private let gathering = Mutex(AnswerGathering())
    private let now: @Sendable () -> ContinuousClock.Instant
    private let mistake = StandingError()

    /// The checks for writes of other processes, per second.
    private static let looksPerSecond = 20

    /// - Parameters:
    ///   - work: Asked each time there may be something to do, so that no page is written by a
    ///     configuration that has changed since.
    ///   - watch: Tells of writes; without it they are noticed within a second.
    ///   - gate: Opened once no page is suspected any more of having ended a process.
    ///   - now: The time by which answers are gathered.
    public init(
        work: @escaping @Sendable () throws -> SiteWork, sweep: PhotoSweep, logger: Logger,
        watch: DatabaseWatch? = nil, gate: TakeoverGate? = nil,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.watch = watch
        self.gate = gate
        self.now = now
        self.work = work
        self.sweep = sweep
        self.logger = logger
    }

    /// Runs until the task is cancelled or the service shuts down.
    public func run() async throws {
        await start()
        await cancelWhenGracefulShutdown { [self] in
            var looks = 0
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(1) / Self.looksPerSecond)
                } catch {
                    break
                }
                looks += 1
                guard looks.isMultiple(of: Self.looksPerSecond) else {
                    await glance()
                    continue
                }
                let isRetrying = looks.isMultiple(of: Self.looksPerSecond * Self.retryInterval)
                await look(isRetrying: isRetrying)
                await sweepUploads()
            }
        }
    }

    /// Runs the first build, which finishes unfinished work and renders everything if the theme or
    /// the configuration changed.
    func start() async {
        defer { gate?.open() }
        await build { work in
            if !work.dispatcher.suspectsPages { gate?.open() }
            return try work.dispatcher.run()
        }
    }

    /// Publishes due drafts, runs the daily work, and builds the requested pages.
    func look(isRetrying: Bool) async {
        await build { [self] work in
            let published = try work.composer.publishDueDrafts()
            if !published.isEmpty {
                logger.info(
                    "published what was due", metadata: ["posts": "\(published.count)"])
            }
            try work.composer.doDailyWork()
            try work.composer.showDueNames()
            guard try isTime(for: work) else { return nil }
            return try work.dispatcher.runIfAsked(isRetrying: isRetrying)
        }
    }

    /// Builds urgent pages, such as the document of a post that is to be sent; and the pages of
    /// answers whose pause has ended.
    func glance() async {
        let hasGathered = gathering.withLock { $0.isOver(at: now()) }
        guard watch?.hasChanged() == true || hasGathered else { return }
        await build { [self] work in
            let hasWork = try work.composer.database.read {
                try $0.hasUrgentPages() || !$0.unplannedEvents(limit: 1).isEmpty
            }
            guard hasWork, try isTime(for: work) else { return nil }
            return try work.dispatcher.runIfAsked()
        }
    }

    /// Whether to build now: not while all that waits is answers that are still being gathered.
    private func isTime(for work: SiteWork) throws -> Bool {
        let isUrgent = try work.composer.database.read { try $0.hasUrgentPages() }
        return gathering.withLock { $0.isTime(at: now(), isUrgent: isUrgent) }
    }

    private func build(_ body: (SiteWork) throws -> SiteReport?) async {
        guard let work = currentWork() else { return }
        do {
            let answerCount = try work.composer.database.read {
                try $0.answerCount(limit: AnswerGathering.storm)
            }
            let start = now()
            guard let report = try body(work), report.pageCount > 0 else { return }
            gathering.withLock { $0.built(answerCount: answerCount, from: start, to: now()) }
            logger.info(
                "built pages",
                metadata: [
                    "pages": "\(report.pageCount)", "files": "\(report.changedFileCount)",
                ])
            for failure in report.failures {
                logger.error("a page could not be written", metadata: ["reason": "\(failure)"])
            }
        } catch is CancellationError {
            // The pod stops; the next process goes on from here.
        } catch {
            logger.error("the tree could not be built", metadata: ["error": "\(error)"])
        }
    }

    /// Returns the current work, and logs each error of a configuration once, however often it is
    /// read.
    private func currentWork() -> SiteWork? {
        do {
            let current = try work()
            mistake.end()
            return current
        } catch {
            if mistake.isNew(error) {
                logger.error(
                    "the configuration cannot be used; nothing is built until it can",
                    metadata: ["error": "\(error)"])
            }
            return nil
        }
    }

    private func sweepUploads() async {
        do {
            let removed = try sweep.runDaily()
            guard !removed.isEmpty else { return }
            logger.info(
                "swept up pictures without a post", metadata: ["files": "\(removed.count)"])
        } catch {
            logger.error("uploads could not be swept", metadata: ["error": "\(error)"])
        }
    }
}
