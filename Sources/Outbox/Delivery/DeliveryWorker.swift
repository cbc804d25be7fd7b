public import Logging
public import ServiceLifecycle
public import Store
public import Workers

/// Runs the dispatchers of all channels: each by itself, so that none waits for another, nor fails with it.
public final class DeliveryWorker: Service {
    /// A dispatcher, and the signal that there may be something to do.
    private struct Lane: Sendable {
        let dispatcher: any Dispatching
        let signals: AsyncStream<Void>
        let signal: AsyncStream<Void>.Continuation

        init(_ dispatcher: any Dispatching) {
            self.dispatcher = dispatcher
            (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        }
    }

    private let lanes: [Lane]
    private let leases: DeliveryLeases
    private let waits: WaitBound
    private let watch: DatabaseWatch
    private let logger: Logger

    /// Between two looks at whether anything was written.
    private static let lookInterval = Duration.milliseconds(20)
    /// Looks after which the rest is done even if nothing was written: what waited for its time.
    private static let looksToRest = 25

    public init(
        dispatchers: [any Dispatching], leases: DeliveryLeases, waits: WaitBound,
        watch: DatabaseWatch, logger: Logger
    ) {
        lanes = dispatchers.map(Lane.init)
        self.leases = leases
        self.waits = waits
        self.watch = watch
        self.logger = logger
    }

    public func run() async throws {
        let loop = RepeatedWork(failure: "deliveries could not go on", logger: logger)
        await cancelWhenGracefulShutdown { [self] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.lookOut(loop) }
                group.addTask { await loop.run { try self.leases.releaseOfTheDead() } }
                group.addTask { await loop.run { try self.waits.runIfSetBack() } }
                for lane in lanes {
                    let dispatcher = lane.dispatcher
                    group.addTask {
                        for await _ in lane.signals { await loop.once(dispatcher.run) }
                    }
                    group.addTask { await loop.run(dispatcher.forgetOldDeliveries) }
                    group.addTask {
                        await loop.run {
                            dispatcher.tell(isLast: false)
                            return false
                        }
                    }
                }
            }
        }
        for lane in lanes { lane.dispatcher.tell(isLast: true) }
        try leases.release()
    }

    /// Wakes the dispatchers when something was written, and now and then.
    private func lookOut(_ loop: RepeatedWork) async {
        var looks = 0
        while !Task.isCancelled {
            await loop.once {
                let hasChanged = watch.hasChanged()
                if hasChanged || looks.isMultiple(of: Self.looksToRest) {
                    for lane in lanes {
                        lane.signal.yield()
                        lane.dispatcher.wake()
                    }
                }
                return hasChanged
            }
            looks += 1
            // Ends early when the pod does.
            try? await Task.sleep(for: Self.lookInterval)
        }
    }
}
