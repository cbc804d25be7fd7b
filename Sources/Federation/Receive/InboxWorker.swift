internal import Composing
internal import Foundation
public import Logging
public import ServiceLifecycle
public import Store
public import Workers

/// Verifies what came in, as soon as it has, and whatever is tried again; removes what deleted posts and
/// closed accounts left.
public final class InboxWorker: Service {
    private let isDue: @Sendable () throws -> Bool
    private let presence: WorkerPresence
    private let receiver: @Sendable () throws -> Receiver
    private let inbox: Inbox?
    private let gate: TakeoverGate?
    private let logger: Logger
    private let failure = StandingError()
    private let tally: WorkTally

    /// - Parameters:
    ///   - database: Where the inbox is.
    ///   - presence: Of this process among the workers.
    ///   - receiver: Asked each time there is something to do, so that it has the configuration of now.
    ///   - inbox: Of the server in this process; other processes look once a second.
    ///   - gate: Waited for before the first message is taken.
    public init(
        database: PodDatabase, clock: PodClock, presence: WorkerPresence,
        receiver: @escaping @Sendable () throws -> Receiver, inbox: Inbox?,
        gate: TakeoverGate? = nil, logger: Logger
    ) {
        isDue = {
            try database.read {
                try $0.hasDueInboxEntries(at: clock.now()) || $0.hasDeletedPosts()
                    || !$0.closedAccounts().isEmpty
            }
        }
        self.presence = presence
        self.receiver = receiver
        self.inbox = inbox
        self.gate = gate
        self.logger = logger
        tally = WorkTally("took in messages of other pods", logger: logger)
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await gate?.pass()
            guard let inbox else { return await drainNowAndThen { await self.drain() } }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.drainNowAndThen { inbox.signal() } }
                group.addTask { for await _ in inbox.signals { await self.drain() } }
            }
        }
        tally.tell(isLast: true)
    }

    private func drainNowAndThen(_ body: () async -> Void) async {
        while !Task.isCancelled {
            await body()
            tally.tell()
            // Ends early when the pod does.
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Takes all that is due; says once why it cannot, however often it is tried.
    private func drain() async {
        do {
            try noteTheDead()
            if try isDue() {
                var receiver = try receiver()
                receiver.presence = presence
                var isDone = false
                while !isDone, !Task.isCancelled {
                    let hasReceived = try await receive(by: receiver)
                    // By turns: whoever keeps the inbox busy keeps nothing alive that was deleted.
                    isDone = try !receiver.removeRemains() && !hasReceived
                    tally.tell()
                }
            }
            failure.end()
        } catch {
            guard failure.isNew(error) else { return }
            logger.error("the inbox could not be worked off", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: Whether there was anything.
    private func receive(by receiver: Receiver) async throws -> Bool {
        let count = try await receiver.run()
        tally.add("messages", count)
        return count > 0
    }

    /// Takes over what workers had taken that died.
    private func noteTheDead() throws {
        try presence.giveBack([])
        for worker in try presence.removeDead() where worker.entryCount > 0 {
            logger.warning(
                "a process ended while it worked on messages, which are taken one by one now",
                metadata: ["messages": "\(worker.entryCount)"])
            for id in worker.heldEntryIDs {
                logger.error(
                    "a message was set aside: processes ended whenever they worked on it",
                    metadata: ["job": "in-\(id)"])
            }
        }
    }
}
