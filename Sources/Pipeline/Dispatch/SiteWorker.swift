internal import Foundation
public import Logging
public import ServiceLifecycle
internal import Store

/// Keeps the tree up to date while the pod runs: publishes drafts whose time has come, finishes what
/// other processes asked for or left undone, and sweeps away the pictures they took in for nothing.
///
/// It notices their writes by looking at the outbox once a second; the work runs on a thread of its
/// own, as it blocks.
public struct SiteWorker: Service {
    /// Seconds until pages that could not be written are tried again, if nothing else is done.
    private static let retryInterval = 60

    private let composer: Composer
    private let dispatcher: SiteDispatcher
    private let sweep: PhotoSweep
    private let logger: Logger
    private let queue = DispatchQueue(label: "dandelion.site")

    public init(
        composer: Composer, dispatcher: SiteDispatcher, sweep: PhotoSweep, logger: Logger
    ) {
        self.composer = composer
        self.dispatcher = dispatcher
        self.sweep = sweep
        self.logger = logger
    }

    public func run() async throws {
        // What was left undone, and a theme or configuration that changed meanwhile.
        await build { try dispatcher.run() }
        await cancelWhenGracefulShutdown {
            var ticks = 0
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(1))
                } catch {
                    break
                }
                ticks += 1
                let isRetrying = ticks.isMultiple(of: Self.retryInterval)
                await build {
                    _ = try composer.publishDueDrafts()
                    try composer.doDailyWork()
                    return try dispatcher.runIfAsked(isRetrying: isRetrying)
                }
                await sweepUploads()
            }
        }
    }

    private func build(_ work: @escaping @Sendable () throws -> SiteReport?) async {
        await onQueue {
            do {
                guard let report = try work(), report.pageCount > 0 else { return }
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

    private func sweepUploads() async {
        await onQueue {
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
