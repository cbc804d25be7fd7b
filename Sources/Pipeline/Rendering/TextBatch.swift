internal import Blocking
internal import Markdown
internal import Store

/// Renders some stored texts together, outside of any transaction, and stores the HTML of all in one.
struct TextBatch: Sendable {
    /// Bounds the HTML of a batch, and for how long others wait to write.
    static let limit = UnrenderedText.Limit(rows: 1_000, bytes: 1 << 20)

    let database: PodDatabase
    let settings: SiteSettings
    /// Without it long texts are shown as they were written.
    let strangers: StrangersText?
    let threads: Threads

    private struct Job: Sendable {
        let text: UnrenderedText
        let context: TextContext
    }

    /// Renders texts; those that were tried before in a child process, whatever their length.
    ///
    /// - Parameter areNoted: Whether they were noted as tried: one that is not by now has changed its
    ///   surroundings, and goes on waiting.
    /// - Returns: How many wait no longer.
    @discardableResult
    func render(_ texts: [UnrenderedText], areNoted: Bool = false) throws -> Int {
        guard !texts.isEmpty else { return 0 }
        let surroundings = TextSurroundings(settings: settings)
        let jobs = try database.read { database in
            try texts.map { Job(text: $0, context: try surroundings.context(of: $0, in: database)) }
        }
        let results = threads.map(jobs) { job in Result { try render(job) } }
        let texts = try results.map { try $0.get() }
        return try database.write { transaction in
            try zip(jobs, texts).count { job, text in
                if areNoted, try !transaction.reading.isTried(job.text) { return false }
                return try store(text, job, surroundings, in: transaction)
            }
        }
    }

    private func render(_ job: Job) throws -> RenderedText {
        let text = job.text.text
        if let strangers {
            return try strangers.render(
                text, in: job.context, isSuspect: job.text.isTried)
        }
        guard !job.text.isTried, text.utf8.count <= StrangersText.maximumBytesHere else {
            return PlainTextRenderer().render(text)
        }
        return TextTask(text: text, context: job.context).rendered()
    }

    private func store(
        _ rendered: RenderedText, _ job: Job, _ surroundings: TextSurroundings,
        in transaction: WriteTransaction
    ) throws -> Bool {
        guard job.text.kind == .post else {
            return try transaction.setRendering(
                surroundings.rendering(rendered, of: job.text), of: job.text)
        }
        let cover = rendered.images.first.map { job.context.local($0.url) }
        return try transaction.setRendering(
            Store.Rendering(rendered, renderer: TextSurroundings.stamp, cover: cover),
            of: job.text)
    }
}
