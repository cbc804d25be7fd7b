internal import Blocking
public import Composing
internal import Cryptography
public import Foundation
internal import Markdown
public import Store

/// The silent import of a folder of Markdown: it makes pages, feeds and documents, and delivers
/// nothing to people.
///
/// Each batch of posts is one transaction. An import that was killed is finished by the next one,
/// since every file is known by its path and title once its post is there.
public struct MarkdownImport: Sendable {
    private let context: PodContext
    private let folder: PodFolder
    private let intake: PhotoIntake
    private let workerCount: Int
    private let batchSize: Int
    private let fileTime: FileTime

    /// - Parameter fileTime: The source of a file's time beside the file system, such as a history.
    public init(
        context: PodContext, folder: PodFolder, workerCount: Int = 2,
        fileTime: @escaping FileTime = { _ in nil }
    ) {
        self.init(
            context: context, folder: folder, intake: PhotoIntake(folder: folder),
            workerCount: workerCount, batchSize: 500, fileTime: fileTime)
    }

    init(
        context: PodContext, folder: PodFolder, intake: PhotoIntake, workerCount: Int,
        batchSize: Int, fileTime: @escaping FileTime = { _ in nil }
    ) {
        self.context = context
        self.folder = folder
        self.intake = intake
        self.workerCount = workerCount
        self.batchSize = batchSize
        self.fileTime = fileTime
    }

    /// Imports every Markdown file below a folder.
    ///
    /// - Parameters:
    ///   - isUpdating: Brings text, date, pictures and old addresses of posts up to date whose file
    ///     differs from the imported one; otherwise such a file is only reported.
    ///   - progress: Called with the posts done and the posts to do.
    /// - Throws: ``ImportError``, `StoreError`; `ImagingError` where the machine fails. What was
    ///   written by then stays.
    public func run(
        _ source: URL, as author: Author, isUpdating: Bool = false,
        progress: @escaping ImportProgress = { _, _ in }
    ) async throws -> ImportReport {
        // Two imports of one folder at once would publish everything twice.
        let lock = try Self.lock(folder.url.appending(path: "import.lock").path)
        defer { withExtendedLifetime(lock) {} }
        let (plan, converter) = try prepare(source, author, isUpdating)
        let pictures = ImportPictures(
            intake: intake, database: context.database, seed: context.random.bytes(32),
            workerCount: workerCount)
        let batches = ImportBatches(
            converter: converter, pictures: pictures, intake: intake,
            writer: ImportWriter(context: context, author: author), workerCount: workerCount,
            size: batchSize)
        var report = plan.report
        try await batches.run(plan.tasks, report: &report, progress: progress)
        let isRemark: (ImportWarning) -> Bool = { $0.kind == .comment || $0.kind == .code }
        report.remarks = report.warnings.filter(isRemark)
        report.warnings.removeAll(where: isRemark)
        report.remarks.sort { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
        report.warnings.sort { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
        report.scheduled.sort { ($0.publishAt, $0.path) < ($1.publishAt, $1.path) }
        report.problems.sort { $0.path < $1.path }
        report.skipped.sort { $0.path < $1.path }
        return report
    }

    private static func lock(_ path: String) throws -> FileLock {
        guard let lock = try FileLock.ifFree(path: path) else { throw ImportError.running }
        return lock
    }

    // MARK: - Before the first post

    private func prepare(
        _ source: URL, _ author: Author, _ isUpdating: Bool
    ) throws -> (ImportPlan, SourceConverter) {
        let settings = context.settings
        let site = try SourceSite(folder: source)
        let sources = try SourceFolder(site)
        let renderer = context.renderer
        let reader = SourceReader(
            site: site, timeZone: site.blog?.timeZone ?? settings.timeZone,
            dates: context.lists.dates,
            renderer: renderer, now: context.clock.now(), fileTime: fileTime,
            ownNames: try ownNames(author))
        var report = ImportReport()
        report.skipped = sources.skipped
        var heads: [SourceHead] = []
        for reading in try readings(of: sources.files, by: reader) {
            switch reading {
            case .head(let head): heads.append(head)
            case .skipped(let skip): report.skipped.append(skip)
            case .problem(let problem): report.problems.append(problem)
            }
        }
        let known = try context.database.read { try $0.importedPosts(userID: author.user.id) }
        let plan = try ImportPlan(
            heads, known: known, context: context, isUpdating: isUpdating, report: report)
        let links = ImportLinks(
            site: site, addresses: plan.addresses, database: context.database, settings: settings)
        let headings = HeadingCache(
            reader: reader, addresses: plan.addresses, renderer: renderer,
            database: context.database)
        let converter = SourceConverter(
            reader: reader, links: links, headings: headings, renderer: renderer,
            imagesAddress: settings.url + "uploads/images/")
        return (plan, converter)
    }

    private func ownNames(_ author: Author) throws -> Set<String> {
        let profile = try context.database.read { try $0.profile(personID: author.person.id) }
        let name = [profile?.firstName, profile?.lastName].compactMap(\.self)
            .filter { !$0.isEmpty }.joined(separator: " ")
        return [author.user.username, name.lowercased()]
    }

    /// Reads heads on all workers; the result has the order of the files.
    private func readings(
        of files: [SourceFile], by reader: SourceReader
    ) throws -> [SourceReader.Reading] {
        let results = WorkerResults<(Int, SourceReader.Reading)>()
        try Threads(count: workerCount).run { worker in
            for index in stride(from: worker, to: files.count, by: workerCount) {
                results.append((index, reader.head(of: files[index])))
            }
        }
        return results.values.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
