internal import Blocking
public import Store

/// The texts that no page of the public site shows: posts by people of other pods, comments on those and on
/// limited posts, private messages.
///
/// The backlog renders them after they were stored, batch by batch, while nobody waits for them. A text at which a
/// process ended is noted as tried; a child process takes it then, and if that ends by it too, it is shown as
/// it was written. Attack 65.
public struct TextBacklog: Sendable {
    private let batch: TextBatch
    private var database: PodDatabase { batch.database }

    /// Texts that are found at a time to be of another version.
    private static let staleCount = 500

    public init(database: PodDatabase, settings: SiteSettings, strangers: StrangersText?) {
        batch = TextBatch(
            database: database, settings: settings, strangers: strangers,
            threads: Threads(count: 1))
    }

    /// Renders the next texts of each kind.
    ///
    /// The caller is the only one in all processes, or texts are rendered twice.
    ///
    /// - Returns: Whether there were any.
    public func renderNext() throws -> Bool {
        var hasFound = false
        for kind in UnrenderedText.Kind.allCases {
            if try renderWaiting(kind) || enqueueStale(kind) { hasFound = true }
        }
        return hasFound
    }

    /// - Returns: Whether any waits no longer.
    private func renderWaiting(_ kind: UnrenderedText.Kind) throws -> Bool {
        let texts = try database.read { try $0.unrenderedTexts(kind, TextBatch.limit) }
        guard !texts.isEmpty else { return false }
        try database.write { try $0.setTried(texts) }
        do {
            return try batch.render(texts, areNoted: true) > 0
        } catch let error as CancellationError {
            // Those that were suspected before stay so.
            try database.write { try $0.setTried(texts.filter { !$0.isTried }, to: false) }
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
