public import Logging
public import ServiceLifecycle
internal import Workers

/// Looks after the pods that messages go to: checks those that were away, fetches what is missing, and forgets those to
/// which nothing refers.
public final class FederationWorker: Service {
    private let check: PodCheck
    private let backfill: Backfill
    private let pruning: Pruning
    private let logger: Logger

    public init(check: PodCheck, backfill: Backfill, pruning: Pruning, logger: Logger) {
        self.check = check
        self.backfill = backfill
        self.pruning = pruning
        self.logger = logger
    }

    public func run() async throws {
        let loop = RepeatedWork(failure: "federation could not go on", logger: logger)
        await cancelWhenGracefulShutdown { [self] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await loop.run { try await self.check.runDue() > 0 } }
                group.addTask { await loop.run { try await self.backfill.runDue() > 0 } }
                group.addTask { await loop.run { try await self.backfill.followLinks() > 0 } }
                group.addTask { await loop.run { try self.prune() } }
            }
        }
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
}
