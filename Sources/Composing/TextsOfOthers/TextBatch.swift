public import Blocking
internal import Markdown
public import Store

/// Renders some stored texts together, outside of any transaction, and stores the HTML of all in one.
public struct TextBatch: Sendable {
    /// Bounds the HTML of a batch, and for how long others wait to write.
    public static let limit = UnrenderedText.Limit(rows: 1_000, bytes: 1 << 20)

    public let database: PodDatabase
    let settings: SiteSettings
    public let clock: PodClock
    /// Without it slow texts are shown as they were written.
    let strangers: StrangersText?
    let threads: Threads

    public init(
        database: PodDatabase, settings: SiteSettings, clock: PodClock, strangers: StrangersText?,
        threads: Threads
    ) {
        self.database = database
        self.settings = settings
        self.clock = clock
        self.strangers = strangers
        self.threads = threads
    }

    private struct Job: Sendable {
        let text: UnrenderedText
        let names: Set<String>
        let context: TextContext
    }

    /// Whether a text is rendered in a child process, as it is long, or as a process may have ended by it.
    public static func isSlow(_ text: UnrenderedText) -> Bool {
        text.isTried || text.text.utf8.count > StrangersText.maximumBytesHere
    }

    /// Renders texts; slow ones in a child process.
    ///
    /// - Returns: How many wait no longer.
    /// - Throws: ``ChildNotStarted``, with nothing stored.
    @discardableResult
    public func render(_ texts: [UnrenderedText]) throws -> Int {
        guard !texts.isEmpty else { return 0 }
        let surroundings = TextSurroundings(settings: settings)
        let jobs = try database.read { database in
            try texts.map { text in
                let names = TextSurroundings.namedIDs(in: text.text)
                return Job(
                    text: text, names: names,
                    context: try surroundings.context(of: text, naming: names, in: database))
            }
        }
        let results = threads.map(jobs) { job in Result { try render(job) } }
        let texts = try results.map { try $0.get() }
        return try database.write { transaction in
            try zip(jobs, texts).count { job, text in
                guard try store(text, job, surroundings, in: transaction) else { return false }
                if job.text.queue == .slowComments {
                    try SlowComments(transaction: transaction, clock: clock).show(job.text)
                }
                return true
            }
        }
    }

    private func render(_ job: Job) throws -> RenderedText {
        guard Self.isSlow(job.text) else {
            return TextTask(text: job.text.text, context: job.context).rendered()
        }
        guard let strangers else { return PlainTextRenderer().render(job.text.text) }
        return try strangers.render(
            job.text.text, in: job.context, isSuspect: job.text.isTried)
    }

    private func store(
        _ rendered: RenderedText, _ job: Job, _ surroundings: TextSurroundings,
        in transaction: WriteTransaction
    ) throws -> Bool {
        guard job.text.kind == .post else {
            return try transaction.setRendering(
                surroundings.rendering(rendered, of: job.text, naming: job.names), of: job.text)
        }
        let cover = rendered.images.first.map { job.context.local($0.url) }
        return try transaction.setRendering(
            Store.Rendering(rendered, renderer: TextSurroundings.stamp, cover: cover),
            of: job.text)
    }
}
