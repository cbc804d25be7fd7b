import NIOCore

/// The least speed at which bytes must move, and the time that a whole body may take.
///
/// It looks at the past interval now and then: a client that sends its last bytes in time is never cut. Time in which the
/// pod itself does not read is none of the client's.
struct TransferPace {
    /// The time between two checks.
    static let interval = TimeAmount.seconds(5)
    /// Bytes of a body that come in an interval at least.
    static let minimumBytes = 10 << 10
    /// The longest time for a whole body.
    static let bodyTime = TimeAmount.seconds(120)
    /// The same, with the time in which the pod did not read.
    static let wholeTime = TimeAmount.seconds(360)
    /// The longest time for the system to take 64 KB that wait to be sent.
    static let writeTime = TimeAmount.seconds(30)

    private struct Body {
        let begin: NIODeadline
        /// Later by the time in which the pod did not read.
        var start: NIODeadline
        var bytes = 0
        var lookedAt: NIODeadline
    }

    private var body: Body?
    /// The last moment at which bytes moved, in either direction.
    private var lastMoved = NIODeadline.uptimeNanoseconds(0)
    /// The moment since which the pod has not read; nil while it reads.
    private var pausedAt: NIODeadline?
    private var unwritten = 0
    private var lastWritten = NIODeadline.uptimeNanoseconds(0)

    /// Notes that the connection was opened, or that a part of a request came.
    mutating func move(at now: NIODeadline) {
        lastMoved = now
    }

    mutating func beginBody(at now: NIODeadline) {
        body = Body(begin: now, start: now, lookedAt: now)
    }

    mutating func read(_ bytes: Int) {
        body?.bytes += bytes
    }

    mutating func endBody() {
        body = nil
    }

    mutating func pauseReading(at now: NIODeadline) {
        if pausedAt == nil { pausedAt = now }
    }

    mutating func resumeReading(at now: NIODeadline) {
        guard let since = pausedAt else { return }
        pausedAt = nil
        guard var body else { return }
        let pause = now - max(since, body.start)
        body.start = body.start + pause
        body.lookedAt = body.lookedAt + pause
        self.body = body
    }

    mutating func beginWrite(at now: NIODeadline) {
        if unwritten == 0 { lastWritten = now }
        unwritten += 1
    }

    mutating func endWrite(at now: NIODeadline) {
        unwritten -= 1
        lastWritten = now
        lastMoved = now
    }

    /// Returns whether no byte has moved for `time`.
    func isIdle(at now: NIODeadline, for time: TimeAmount) -> Bool {
        now - lastMoved >= time
    }

    /// Looks at what has moved since the last look.
    ///
    /// - Returns: Whether it is too little.
    mutating func isTooSlow(at now: NIODeadline) -> Bool {
        if unwritten > 0, now - lastWritten > Self.writeTime { return true }
        if let body, now - body.begin > Self.wholeTime { return true }
        guard var body, pausedAt == nil else { return false }
        if now - body.start > Self.bodyTime { return true }
        guard now - body.lookedAt >= Self.interval else { return false }
        defer { self.body = body }
        let isSlow = body.bytes < Self.minimumBytes
        body.bytes = 0
        body.lookedAt = now
        return isSlow
    }
}
