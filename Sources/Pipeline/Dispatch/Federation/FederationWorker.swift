internal import Foundation
public import Logging
public import ServiceLifecycle

/// Sends what waits to be sent, and looks after pods that were away.
public final class FederationWorker: Service {
    private let dispatcher: FederationDispatcher
    private let check: PodCheck
    private let backfill: Backfill
    private let logger: Logger

    public init(
        dispatcher: FederationDispatcher, check: PodCheck, backfill: Backfill, logger: Logger
    ) {
        self.dispatcher = dispatcher
        self.check = check
        self.backfill = backfill
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.repeatedly { try await self.dispatcher.run() } }
                group.addTask { await self.repeatedly { try await self.check.runDue() > 0 } }
                group.addTask { await self.repeatedly { try await self.backfill.runDue() > 0 } }
                group.addTask {
                    await self.repeatedly { try self.dispatcher.forgetOldDeliveries() }
                }
            }
        }
        try dispatcher.releaseLeases()
    }

    /// Works while there is something to do, and looks again every half second.
    private func repeatedly(_ body: () async throws -> Bool) async {
        while !Task.isCancelled {
            do {
                _ = try await body()
            } catch {
                logger.error("federation could not go on", metadata: ["error": "\(error)"])
            }
            // Ends early when the pod does.
            try? await Task.sleep(for: .milliseconds(500))
        }
    }
}
