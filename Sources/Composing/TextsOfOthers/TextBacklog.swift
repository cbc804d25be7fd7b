internal import Blocking
public import Logging
public import Store

/// The texts that no build renders: posts by people of other pods, comments on those and on limited posts, private
/// messages, and slow comments wherever they stand.
///
/// The backlog renders them after they were stored, batch by batch, while nobody waits for them; of slow ones one of
/// each queue a round, or one of all while others wait. A text at which a process ended is noted as tried; a child
/// process takes it then, and if that ends by it too, it is shown as it was written. Attack 65.
public struct TextBacklog: Sendable {
    /// Bounds a round beside others who wait to write: of each kind.
    static let smallLimit = UnrenderedText.Limit(rows: 50, bytes: 64 << 10)
    /// Texts that are found at a time to be of another version.
    private static let staleCount = 500

    private let batch: TextBatch
    private let pause = ChildPause()
    private let turns = SlowTurns()
    private let logger: Logger
    private var database: PodDatabase { batch.database }

    public init(
        database: PodDatabase, settings: SiteSettings, clock: PodClock,
        strangers: StrangersText?, logger: Logger
    ) {
        batch = TextBatch(
            database: database, settings: settings, clock: clock, strangers: strangers,
            threads: Threads(count: 1))
        self.logger = logger
    }

    /// Renders the next texts of each kind.
    ///
    /// The caller is the only one in all processes, or texts are rendered twice, and some with names of before.
    ///
    /// - Parameter isSmall: Whether others wait, and a round is to be short.
    /// - Returns: Whether there were any.
    public func renderNext(
        isSmall: Bool = false, at now: ContinuousClock.Instant = .now
    ) throws -> Bool {
        let limit = isSmall ? Self.smallLimit : TextBatch.limit
        let texts = try database.read { database in
            try UnrenderedText.Queue.allCases.flatMap { queue in
                try database.unrenderedTexts(queue, queue == .slowComments ? .one : limit)
            }
        }
        var hasFound = try renderNoted(texts.filter { !TextBatch.isSlow($0) })
        for text in slowTexts(among: texts, isSmall: isSmall) where !pause.isOn(at: now) {
            if try renderSlow(text, at: now) { hasFound = true }
        }
        if try RenamedTexts(batch: batch).enqueueNext() { hasFound = true }
        // Slow ones may wait for long.
        let waiting = Set(texts.filter { !TextBatch.isSlow($0) }.map(\.kind))
        for kind in UnrenderedText.Kind.allCases where !waiting.contains(kind) {
            if try enqueueStale(kind) { hasFound = true }
        }
        return hasFound
    }

    /// Renders the next comment that no build renders, for a build beside which no worker runs.
    ///
    /// - Returns: Whether there was one, and a process could be started for it.
    public func renderNextSlowComment(at now: ContinuousClock.Instant = .now) throws -> Bool {
        let next = try database.read { try $0.unrenderedTexts(.slowComments, .one) }.first
        guard let next, !pause.isOn(at: now) else { return false }
        return try renderSlow(next, at: now)
    }

    /// Chooses the first slow text of each queue, or of the one whose turn it is.
    private func slowTexts(among texts: [UnrenderedText], isSmall: Bool) -> [UnrenderedText] {
        let first = UnrenderedText.Queue.allCases.compactMap { queue in
            texts.first { $0.queue == queue && TextBatch.isSlow($0) }
        }
        guard isSmall else { return first }
        let queue = turns.next(among: Set(first.map(\.queue)))
        return first.filter { $0.queue == queue }
    }

    /// - Returns: Whether it waits no longer.
    private func renderSlow(
        _ text: UnrenderedText, at now: ContinuousClock.Instant
    ) throws -> Bool {
        do {
            let isRendered = try renderNoted([text])
            pause.end()
            return isRendered
        } catch let error as ChildNotStarted {
            if pause.begin(at: now) {
                logger.error(
                    "long texts wait, as no process can be started to render them",
                    metadata: ["reason": "\(error.reason)"])
            }
            return false
        }
    }

    /// - Returns: Whether any waits no longer.
    private func renderNoted(_ texts: [UnrenderedText]) throws -> Bool {
        guard !texts.isEmpty else { return false }
        // Those that were suspected before stay so.
        let unsuspected = texts.filter { !$0.isTried }
        try database.write { try $0.setTried(unsuspected) }
        do {
            return try batch.render(texts) > 0
        } catch  where error is CancellationError || error is ChildNotStarted {
            try database.write { try $0.setTried(unsuspected, to: false) }
            throw error
        }
    }

    /// Lets some of the texts wait whose HTML is missing or was made by another version.
    ///
    /// How far that went is noted, so that the next process goes on from there.
    ///
    /// - Returns: Whether there may be more.
    private func enqueueStale(_ kind: UnrenderedText.Kind) throws -> Bool {
        let stamp = TextSurroundings.stamp
        let key = RenderingState.texts(kind)
        let (last, stale) = try database.read { database -> (Int64?, [Int64]) in
            let last = Self.position(try database.state(key) ?? "")
            let stale = try last.map {
                try database.staleTexts(
                    kind, renderer: stamp, after: $0, limit: Self.staleCount)
            }
            return (last, stale ?? [])
        }
        guard last != nil else { return false }
        try database.write { transaction in
            try transaction.enqueue(stale, kind)
            try transaction.setState(key, stamp + "|" + (stale.last.map { "\($0)" } ?? "done"))
        }
        return !stale.isEmpty
    }

    /// Reads after which row the texts may be of another version; nil if none is.
    private static func position(_ state: String) -> Int64? {
        let parts = state.split(separator: "|")
        guard parts.count == 2, parts[0] == TextSurroundings.stamp else { return 0 }
        return Int64(parts[1])
    }
}
