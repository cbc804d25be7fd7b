internal import Blocking
internal import Composing
internal import Diaspora
internal import Foundation
internal import Store

/// The run of an import's tasks in batches of some hundred: while one batch is written the next one
/// is prepared, and no text is kept in memory longer than that.
struct ImportBatches: Sendable {
    let converter: SourceConverter
    let pictures: ImportPictures
    let intake: PhotoIntake
    let writer: ImportWriter
    let workerCount: Int
    let size: Int

    private struct Batch: Sendable {
        var posts: [PreparedPost] = []
        var moved: [ImportTask] = []
        var problems: [ImportProblem] = []
        /// The file names of photos to which no row refers yet.
        var fileNames: [String] = []
        /// The file names of photos to which no row will refer.
        var unused: [String] = []
        var count = 0
    }

    func run(
        _ tasks: [ImportTask], report: inout ImportReport, progress: @escaping ImportProgress
    ) async throws {
        var starts = Array(stride(from: 0, to: tasks.count, by: size))[...]
        var done = 0
        guard let first = starts.popFirst() else { return }
        var batch = try await prepare(tasks[first..<min(first + size, tasks.count)])
        // A later batch may take a picture from them, so they go when all is done.
        var unused: [String] = []
        while true {
            let next = starts.popFirst().map { tasks[$0..<min($0 + size, tasks.count)] }
            async let following = prepare(next ?? [])
            do {
                try Task.checkCancellation()
                let ready = batch
                let outcome = try writer.write(ready.posts, moved: ready.moved)
                // Rows name them now: whatever fails from here on, they stay.
                batch.fileNames = []
                unused += batch.unused + outcome.fileNames
                count(batch, outcome, into: &report)
            } catch {
                // The first error is the one to tell; what is left over is swept up later.
                try? intake.remove(unused + batch.fileNames + batch.unused)
                if let started = try? await following {
                    try? intake.remove(started.fileNames + started.unused)
                }
                throw error
            }
            done += batch.count
            progress(done, tasks.count)
            batch = try await following
            if next == nil { break }
        }
        try intake.remove(unused)
    }

    private func count(
        _ batch: Batch, _ outcome: ImportWriter.Outcome, into report: inout ImportReport
    ) {
        for post in batch.posts {
            switch post.task.action {
            case .publish: report.imported += 1
            case .draft: if post.task.head.publishAt == nil { report.drafts += 1 }
            case .publishDraft, .updatePost, .updateDraft: report.updated += 1
            case .move: break
            }
            if let time = post.task.head.publishAt {
                report.scheduled.append(
                    ImportSchedule(path: post.task.head.path, publishAt: time))
            }
            report.warnings += post.warnings
        }
        report.warnings += outcome.warnings
        report.problems += batch.problems
    }

    // MARK: - Making a batch

    private func prepare(_ tasks: ArraySlice<ImportTask>) async throws -> Batch {
        var batch = Batch()
        batch.count = tasks.count
        batch.moved = tasks.filter { $0.action == .move }
        let tasks = tasks.filter { $0.action != .move }
        let converted = try onWorkers(tasks) { try converter.convert($0) }
        let conversions = converted.compactMap { $0.value(&batch.problems) }
        let taken = try await pictures.take(conversions)
        batch.fileNames = ImportPictures.fileNames(taken)
        do {
            let finished = try onWorkers(conversions) {
                try converter.finish($0, pictures: taken[$0.task.guid.string] ?? [:])
            }
            batch.posts = finished.compactMap { $0.value(&batch.problems) }
            let used = Set(batch.posts.flatMap { $0.content.photos.map(\.fileName) })
            batch.unused = batch.fileNames.filter { !used.contains($0) }
            batch.fileNames.removeAll { !used.contains($0) }
        } catch {
            try? intake.remove(batch.fileNames)  // The first error is the one to tell.
            throw error
        }
        return batch
    }

    /// Runs the work on all threads; the result has the order of the items.
    private func onWorkers<Item: Sendable, Value: Sendable>(
        _ items: [Item], _ work: @escaping @Sendable (Item) throws -> Value
    ) throws -> [Value] {
        guard !items.isEmpty else { return [] }
        let results = WorkerResults<(Int, Value)>()
        try Threads(count: workerCount).run { worker in
            for index in stride(from: worker, to: items.count, by: workerCount) {
                results.append((index, try work(items[index])))
            }
        }
        return results.values.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

extension SourceConverter.Outcome {
    /// Returns the value, or appends the problem to the others and returns `nil`.
    fileprivate func value(_ problems: inout [ImportProblem]) -> Value? {
        switch self {
        case .value(let value): return value
        case .problem(let problem):
            problems.append(problem)
            return nil
        }
    }
}
