import CCurl

/// Runs all transfers on the one thread it is made on.
///
/// It waits in libcurl for sockets, timers and commands at once, and never for one transfer.
final class TransferLoop {
    private let multi: MultiHandle
    private let mailbox: TransferMailbox
    private let settings: TransportSettings
    private let networkGuard: PrivateNetworkGuard
    private let budget: BodyBudget
    private var queues: TransferQueues
    private var pool: EasyHandlePool
    private var waiting: [UInt64: TransferOrder] = [:]
    /// The first moment at which a waiting transfer may expire; nil if none does.
    private var nextExpiry: ContinuousClock.Instant?
    private var running: [UnsafeMutableRawPointer: Entry] = [:]
    private var runningByID: [UInt64: UnsafeMutableRawPointer] = [:]
    /// The moment at which transfers that still run are ended, once the loop shuts down.
    private var end: ContinuousClock.Instant?
    private var shutDownContinuations: [CheckedContinuation<Void, Never>] = []

    /// A transfer, and the lists that libcurl reads meanwhile.
    private final class Entry {
        let transfer: RunningTransfer
        let headers: StringList
        let pins: StringList

        init(
            _ transfer: RunningTransfer, headers: consuming StringList, pins: consuming StringList
        ) {
            self.transfer = transfer
            self.headers = headers
            self.pins = pins
        }
    }

    init(
        multi: MultiHandle, mailbox: TransferMailbox, settings: TransportSettings,
        networkGuard: PrivateNetworkGuard
    ) {
        self.multi = multi
        self.mailbox = mailbox
        self.settings = settings
        self.networkGuard = networkGuard
        budget = BodyBudget(bytes: settings.maximumBodyBytes)
        queues = TransferQueues(settings)
        pool = EasyHandlePool(capacity: settings.maximumTransfers)
    }

    /// Runs until it is told to end. Then the connections are closed, and only then is the end told: what TLS needs
    /// may be gone by the time the thread would close them by itself, as the process may be ending.
    func run() {
        while true {
            mailbox.takeAll().forEach(apply)
            repeat {
                startTransfers()
                multi.perform()
            } while finishTransfers() && !waiting.isEmpty
            endExpired()
            if let end, running.isEmpty || end <= .now { break }
            multi.wait(atMost: idleTime)
        }
        running.keys.forEach { finish($0, .failure(.shuttingDown)) }
        mailbox.close().forEach(apply)
        pool = EasyHandlePool(capacity: 0)
        multi.close()
        shutDownContinuations.forEach { $0.resume() }
    }

    private func apply(_ command: TransferMailbox.Command) {
        switch command {
        case .start(let order) where end != nil:
            order.continuation.resume(returning: .failure(.shuttingDown))
        case .start(let order):
            enqueue(order)
        case .cancel(let id):
            cancel(id)
        case .shutDown(let grace, let continuation):
            shutDownContinuations.append(continuation)
            shutDown(grace: grace)
        case .stop:
            shutDown(grace: .zero)
        }
    }

    private func enqueue(_ order: TransferOrder) {
        guard queues.append(order) else {
            order.continuation.resume(returning: .failure(.overloaded))
            return
        }
        waiting[order.id] = order
        if let expiry = order.expiry { nextExpiry = min(nextExpiry ?? expiry, expiry) }
    }

    private func cancel(_ id: UInt64) {
        if let order = waiting.removeValue(forKey: id) {
            queues.remove(order)
            order.continuation.resume(returning: .failure(.cancelled))
        } else if let easy = runningByID[id] {
            finish(easy, .failure(.cancelled))
        }
    }

    private func shutDown(grace: Duration) {
        let end = ContinuousClock.now.advanced(by: grace)
        self.end = min(self.end ?? end, end)
        for order in waiting.values {
            queues.remove(order)
            order.continuation.resume(returning: .failure(.shuttingDown))
        }
        waiting = [:]
    }

    private func startTransfers() {
        while let id = queues.next() {
            guard let order = waiting.removeValue(forKey: id) else { continue }
            do {
                try start(order)
            } catch {
                queues.finish(order)
                order.continuation.resume(returning: .failure(error))
            }
        }
    }

    private func start(_ order: TransferOrder) throws(TransportError) {
        let easy = try pool.take(for: order.url.origin)
        let transfer = RunningTransfer(
            order, on: easy, networkGuard: networkGuard,
            maximumHeaderBytes: settings.maximumHeaderBytes, budget: budget)
        let entry = Entry(
            transfer, headers: try StringList(order.headerLines),
            pins: try StringList(settings.pins(for: order.url)))
        try easy.prepare(
            transfer, settings: settings, headers: entry.headers, pins: entry.pins)
        try multi.add(easy)
        running[easy.pointer] = entry
        runningByID[order.id] = easy.pointer
    }

    /// Fails the transfers that have waited as long as they may.
    private func endExpired() {
        let now = ContinuousClock.now
        guard let nextExpiry, nextExpiry <= now else { return }
        for order in waiting.values where order.expiry.map({ $0 <= now }) == true {
            waiting[order.id] = nil
            queues.remove(order)
            order.continuation.resume(returning: .failure(.overloaded))
        }
        self.nextExpiry = waiting.values.compactMap(\.expiry).min()
    }

    /// Time in which nothing happens by itself.
    private var idleTime: Duration {
        let next = [end, nextExpiry].compactMap(\.self).min()
        return next.map { max(.zero, ContinuousClock.now.duration(to: $0)) } ?? .seconds(60)
    }

    /// Ends what libcurl has ended; whether there was any.
    private func finishTransfers() -> Bool {
        var hasFinished = false
        while let (easy, code) = multi.nextEnded() {
            guard let outcome = running[easy]?.transfer.outcome(code) else { continue }
            finish(easy, outcome)
            hasFinished = true
        }
        return hasFinished
    }

    private func finish(_ pointer: UnsafeMutableRawPointer, _ outcome: TransferOrder.Outcome) {
        guard let entry = running.removeValue(forKey: pointer) else { return }
        let transfer = entry.transfer
        runningByID[transfer.order.id] = nil
        multi.remove(transfer.easy)
        pool.put(transfer.easy)
        queues.finish(transfer.order)
        transfer.order.continuation.resume(returning: outcome)
    }
}
