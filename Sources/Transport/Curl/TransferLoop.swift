import CCurl

/// Runs all transfers on the one thread it is made on.
///
/// It waits in libcurl for sockets, timers and commands at once, and never for one transfer.
final class TransferLoop {
    private let multi: MultiHandle
    private let mailbox: TransferMailbox
    private let settings: TransportSettings
    private let networkGuard: PrivateNetworkGuard
    private var queue: TransferQueue
    private var pool: EasyHandlePool
    private var waiting: [UInt64: TransferOrder] = [:]
    private var running: [UnsafeMutableRawPointer: Entry] = [:]
    private var runningByID: [UInt64: UnsafeMutableRawPointer] = [:]
    /// When what still runs is ended, once the loop shuts down.
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
        queue = TransferQueue(
            maximum: settings.maximumTransfers,
            maximumPerOrigin: settings.maximumTransfersPerHost)
        pool = EasyHandlePool(capacity: settings.maximumTransfers)
    }

    /// Returns when it was told to end.
    func run() {
        while true {
            mailbox.takeAll().forEach(apply)
            repeat {
                startTransfers()
                multi.perform()
            } while finishTransfers() && !waiting.isEmpty
            let remaining = end.map { ContinuousClock.now.duration(to: $0) }
            if let remaining, running.isEmpty || remaining <= .zero { break }
            multi.wait(atMost: remaining ?? .seconds(60))
        }
        running.keys.forEach { finish($0, .failure(.shuttingDown)) }
        mailbox.close().forEach(apply)
        shutDownContinuations.forEach { $0.resume() }
    }

    private func apply(_ command: TransferMailbox.Command) {
        switch command {
        case .start(let order) where end != nil:
            order.continuation.resume(returning: .failure(.shuttingDown))
        case .start(let order):
            waiting[order.id] = order
            queue.append(order.id, origin: order.url.origin)
        case .cancel(let id):
            cancel(id)
        case .shutDown(let grace, let continuation):
            shutDownContinuations.append(continuation)
            shutDown(grace: grace)
        case .stop:
            shutDown(grace: .zero)
        }
    }

    private func cancel(_ id: UInt64) {
        if let order = waiting.removeValue(forKey: id) {
            queue.remove(id, origin: order.url.origin)
            order.continuation.resume(returning: .failure(.cancelled))
        } else if let easy = runningByID[id] {
            finish(easy, .failure(.cancelled))
        }
    }

    private func shutDown(grace: Duration) {
        let end = ContinuousClock.now.advanced(by: grace)
        self.end = min(self.end ?? end, end)
        for order in waiting.values {
            queue.remove(order.id, origin: order.url.origin)
            order.continuation.resume(returning: .failure(.shuttingDown))
        }
        waiting = [:]
    }

    private func startTransfers() {
        while let id = queue.next() {
            guard let order = waiting.removeValue(forKey: id) else { continue }
            do {
                try start(order)
            } catch {
                queue.finish(origin: order.url.origin)
                order.continuation.resume(returning: .failure(error))
            }
        }
    }

    private func start(_ order: TransferOrder) throws(TransportError) {
        let easy = try pool.take(for: order.url.origin)
        let transfer = RunningTransfer(
            order, on: easy, networkGuard: networkGuard,
            maximumHeaderBytes: settings.maximumHeaderBytes)
        let entry = Entry(
            transfer, headers: try StringList(order.headerLines),
            pins: try StringList(settings.pins(for: order.url)))
        try easy.prepare(
            transfer, settings: settings, headers: entry.headers, pins: entry.pins)
        try multi.add(easy)
        running[easy.pointer] = entry
        runningByID[order.id] = easy.pointer
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
        queue.finish(origin: transfer.order.url.origin)
        transfer.order.continuation.resume(returning: outcome)
    }
}
