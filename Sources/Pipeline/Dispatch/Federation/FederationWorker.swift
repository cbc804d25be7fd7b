internal import Foundation
public import Logging
public import ServiceLifecycle
public import Store

/// Sends what waits to be sent, and looks after pods that were away.
public final class FederationWorker: Service {
    private let dispatcher: FederationDispatcher
    private let check: PodCheck
    private let backfill: Backfill
    private let pruning: Pruning
    private let waits: WaitBound
    private let watch: DatabaseWatch
    private let logger: Logger
    private let (signals, signal) = AsyncStream.makeStream(
        of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// Between two looks at whether anything was written.
    private static let lookInterval = Duration.milliseconds(20)
    /// Looks after which the rest is done even if nothing was written: what waited for its time.
    private static let looksToRest = 25

    public init(
        dispatcher: FederationDispatcher, check: PodCheck, backfill: Backfill, pruning: Pruning,
        waits: WaitBound, watch: DatabaseWatch, logger: Logger
    ) {
        self.watch = watch
        self.dispatcher = dispatcher
        self.check = check
        self.backfill = backfill
        self.pruning = pruning
        self.waits = waits
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.lookOut() }
                group.addTask {
                    for await _ in self.signals {
                        await self.trying { try await self.dispatcher.run() }
                    }
                }
                group.addTask {
                    await self.repeatedly { try self.dispatcher.releaseLeasesOfTheDead() }
                }
                group.addTask { await self.repeatedly { try self.waits.runIfSetBack() } }
                group.addTask { await self.repeatedly { try await self.check.runDue() > 0 } }
                group.addTask { await self.repeatedly { try await self.backfill.runDue() > 0 } }
                group.addTask {
                    await self.repeatedly { try await self.backfill.followLinks() > 0 }
                }
                group.addTask {
                    await self.repeatedly { try self.dispatcher.forgetOldDeliveries() }
                }
                group.addTask { await self.repeatedly { try self.prune() } }
                group.addTask {
                    await self.repeatedly {
                        self.dispatcher.tally.tell()
                        return false
                    }
                }
            }
        }
        dispatcher.tally.tell(isLast: true)
        try dispatcher.releaseLeases()
    }

    /// Removes what nothing refers to, once a day.
    private func prune() throws -> Bool {
        guard let report = try pruning.runDaily() else { return false }
        guard report != Pruning.Report() else { return true }
        logger.info(
            "removed what nothing refers to",
            metadata: ["people": "\(report.people)", "pods": "\(report.pods)"])
        return true
    }

    /// Wakes the dispatcher when something was written, and now and then.
    private func lookOut() async {
        var looks = 0
        while !Task.isCancelled {
            await trying {
                let hasChanged = watch.hasChanged()
                if hasChanged || looks.isMultiple(of: Self.looksToRest) {
                    signal.yield()
                    dispatcher.wake()
                }
                return hasChanged
            }
            looks += 1
            // Ends early when the pod does.
            try? await Task.sleep(for: Self.lookInterval)
        }
    }

    /// Works, and looks again every half second.
    private func repeatedly(_ body: () async throws -> Bool) async {
        while !Task.isCancelled {
            await trying(body)
            // Ends early when the pod does.
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    private func trying(_ body: () async throws -> Bool) async {
        do {
            _ = try await body()
        } catch {
            logger.error("federation could not go on", metadata: ["error": "\(error)"])
        }
    }
}
