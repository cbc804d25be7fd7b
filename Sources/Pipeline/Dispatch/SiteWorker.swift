internal import Foundation
public import Logging
public import ServiceLifecycle
internal import Store
internal import Synchronization

/// Keeps the tree up to date while the pod runs: publishes drafts whose time has come, finishes what
/// other processes asked for or left undone, and sweeps away the pictures they took in for nothing.
///
/// It notices their writes by looking at the outbox once a second; the work runs on a thread of its
/// own, as it blocks.
public final class SiteWorker: Service {
    /// Seconds until pages that could not be written are tried again, if nothing else is done.
    private static let retryInterval = 60

    private let work: @Sendable () throws -> SiteWork
    private let sweep: PhotoSweep
    private let logger: Logger
    private let queue = DispatchQueue(label: "dandelion.site")
    private let lastMistake = Mutex("")

    /// - Parameter work: Asked each time there may be something to do, so that no page is written by
    ///   a configuration that has changed since.
    public init(
        work: @escaping @Sendable () throws -> SiteWork, sweep: PhotoSweep, logger: Logger
    ) {
        self.work = work
        self.sweep = sweep
        self.logger = logger
    }

    public func run() async throws {
        await start()
        await cancelWhenGracefulShutdown { [self] in
            var ticks = 0
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(1))
                } catch {
                    break
                }
                ticks += 1
                let isRetrying = ticks.isMultiple(of: Self.retryInterval)
                await look(isRetrying: isRetrying)
                await sweepUploads()
            }
        }
    }

    /// Does what was left undone, and builds anew after the theme or the configuration changed.
    func start() async {
        await build { try $0.dispatcher.run() }
    }

    /// Does what waits.
    func look(isRetrying: Bool) async {
        await build { work in
            _ = try work.composer.publishDueDrafts()
            try work.composer.doDailyWork()
            return try work.dispatcher.runIfAsked(isRetrying: isRetrying)
        }
    }

    private func build(_ body: @escaping @Sendable (SiteWork) throws -> SiteReport?) async {
        await onQueue { [self] in
            guard let work = currentWork() else { return }
            do {
                guard let report = try body(work), report.pageCount > 0 else { return }
                logger.info(
                    "built pages",
                    metadata: [
                        "pages": "\(report.pageCount)", "files": "\(report.changedFileCount)",
                    ])
                for failure in report.failures {
                    logger.error(
                        "a page could not be written", metadata: ["reason": "\(failure)"])
                }
            } catch {
                logger.error("the tree could not be built", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Says once what is wrong with a configuration, however often it is looked at.
    private func currentWork() -> SiteWork? {
        do {
            let current = try work()
            lastMistake.withLock { $0 = "" }
            return current
        } catch {
            let isNew = lastMistake.withLock { last in
                defer { last = "\(error)" }
                return last != "\(error)"
            }
            if isNew {
                logger.error(
                    "the configuration cannot be used; nothing is built until it can",
                    metadata: ["error": "\(error)"])
            }
            return nil
        }
    }

    private func sweepUploads() async {
        await onQueue { [self] in
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

    private func onQueue(_ work: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            queue.async {
                work()
                done.resume()
            }
        }
    }
}
