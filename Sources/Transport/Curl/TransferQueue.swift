/// Decides which transfer may begin: so many in all, so many with one origin, in the order of
/// their coming within an origin, and one origin after the other. So many may wait.
struct TransferQueue {
    private let maximum: Int
    private let maximumPerOrigin: Int
    private let maximumWaiting: Int
    private let maximumWaitingPerOrigin: Int
    private var origins: [String: Origin] = [:]
    /// The origins that have something waiting and may begin it.
    private var ready = Line<String>()
    private(set) var runningCount = 0
    private var waitingCount = 0

    private struct Origin {
        var waiting = Line<UInt64>()
        var running = 0
    }

    init(
        maximum: Int, maximumPerOrigin: Int, maximumWaiting: Int = .max,
        maximumWaitingPerOrigin: Int = .max
    ) {
        self.maximumWaiting = maximumWaiting
        self.maximumWaitingPerOrigin = maximumWaitingPerOrigin
        self.maximum = max(1, maximum)
        self.maximumPerOrigin = max(1, maximumPerOrigin)
    }

    /// Appends a transfer to the queue of its origin.
    ///
    /// - Returns: Whether there was room; if not, nothing is appended.
    @discardableResult
    mutating func append(_ id: UInt64, origin: String) -> Bool {
        guard waitingCount < maximumWaiting,
            origins[origin].map({ $0.waiting.count < maximumWaitingPerOrigin }) ?? true
        else { return false }
        waitingCount += 1
        let isNewlyReady = !isReady(origin)
        origins[origin, default: Origin()].waiting.append(id)
        if isNewlyReady && isReady(origin) { ready.append(origin) }
        return true
    }

    /// Begins the next transfer, if one may begin.
    mutating func next() -> UInt64? {
        guard runningCount < maximum else { return nil }
        while let origin = ready.popFirst() {
            // An origin whose waiting transfers were all taken back is no longer ready.
            guard isReady(origin), let id = origins[origin]?.waiting.popFirst() else { continue }
            origins[origin]?.running += 1
            runningCount += 1
            waitingCount -= 1
            if isReady(origin) { ready.append(origin) }
            return id
        }
        return nil
    }

    /// Ends a transfer that `next` began.
    mutating func finish(origin: String) {
        guard var entry = origins[origin], entry.running > 0 else { return }
        let wasReady = isReady(origin)
        entry.running -= 1
        runningCount -= 1
        origins[origin] = entry.running == 0 && entry.waiting.isEmpty ? nil : entry
        if !wasReady && isReady(origin) { ready.append(origin) }
    }

    /// Removes a transfer that has not begun.
    mutating func remove(_ id: UInt64, origin: String) {
        if origins[origin]?.waiting.remove(id) == true { waitingCount -= 1 }
        guard let entry = origins[origin], entry.waiting.isEmpty else { return }
        ready.remove(origin)
        if entry.running == 0 { origins[origin] = nil }
    }

    private func isReady(_ origin: String) -> Bool {
        guard let entry = origins[origin] else { return false }
        return !entry.waiting.isEmpty && entry.running < maximumPerOrigin
    }
}
