internal import Foundation
public import Logging
public import ServiceLifecycle
internal import Store

/// Keeps the tree up to date while the pod runs: publishes drafts whose time has come, and finishes
/// what other processes asked for or left undone.
///
/// It notices their writes by looking at the outbox once a second; the work runs on a thread of its
/// own, as it blocks.
public struct SiteWorker: Service {
    private let composer: Composer
    private let dispatcher: SiteDispatcher
    private let logger: Logger
    private let queue = DispatchQueue(label: "dandelion.site")

    public init(composer: Composer, dispatcher: SiteDispatcher, logger: Logger) {
        self.composer = composer
        self.dispatcher = dispatcher
        self.logger = logger
    }

    public func run() async throws {
        // What was left undone, and a theme or configuration that changed meanwhile.
        await perform { try dispatcher.run() }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(1))
                } catch {
                    break
                }
                await perform {
                    _ = try composer.publishDueDrafts()
                    try composer.doDailyWork()
                    return try dispatcher.runIfAsked()
                }
            }
        }
    }

    private func perform(_ work: @escaping @Sendable () throws -> SiteReport?) async {
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            queue.async {
                do {
                    if let report = try work(), report.pageCount > 0 {
                        logger.info(
                            "built pages",
                            metadata: [
                                "pages": "\(report.pageCount)",
                                "files": "\(report.changedFileCount)",
                            ])
                    }
                } catch {
                    logger.error("the tree could not be built", metadata: ["error": "\(error)"])
                }
                done.resume()
            }
        }
    }
}
