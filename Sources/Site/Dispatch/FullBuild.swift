internal import Blocking
internal import Composing
internal import Foundation
internal import PublicTree
internal import Store
internal import Synchronization

/// A build of the whole site: the same pages as increments render, planned over all posts and
/// people.
///
/// Where no tree stands yet it is made in a folder beside and put in place by one rename. Over a
/// standing one, files are replaced one by one in the order that keeps every link alive, and what no
/// page owns any more is removed last.
struct FullBuild {
    let context: SiteContext
    let tree: URL
    let workerCount: Int
    /// The file in which the pages about to be rendered are recorded; `nil` for a copy that is only
    /// looked at.
    var leases: PageLeases?
    /// A copy that is only looked at need not survive a power cut.
    var isDurable = true

    private static let chunk = 64
    private static let commitEvery = 512

    func run(progress: @escaping SiteProgress) throws -> SiteReport {
        let files = FileManager.default
        let isFresh = !files.fileExists(atPath: tree.path)
        let target = isFresh ? tree.appendingPathExtension("new") : tree
        if isFresh, files.fileExists(atPath: target.path) { try files.removeItem(at: target) }
        do {
            try files.createDirectory(at: target, withIntermediateDirectories: true)
        } catch {
            throw TreeError.notWritable(path: target.path)
        }
        let report = try build(in: target, isFresh: isFresh, progress: progress)
        if isFresh {
            // The staging folder stays out of a tree that was written in one go.
            try files.moveItem(at: target, to: tree)
        }
        return report
    }

    private func build(
        in root: URL, isFresh: Bool, progress: @escaping SiteProgress
    ) throws -> SiteReport {
        TreeWalker(rootPath: root.path).removeStaging()
        let plan = try SitePlanOfEverything(context: context)
        let kept = Mutex(Set<String>())
        let changed = Mutex(0)
        let twinless = Mutex<[String]>([])

        let fixed = try writeFixedFiles(in: root, isFresh: isFresh)
        kept.withLock { $0.formUnion(fixed.paths) }
        changed.withLock { $0 += fixed.changedFileCount }
        twinless.withLock { $0 += fixed.twinless }

        let held = plan.groups.flatMap { $0.filter(isHeld) }
        if !held.isEmpty {
            let files = try files(of: held, in: root)
            kept.withLock { $0.formUnion(files) }
        }

        let sync = isFresh && isDurable ? BackgroundSync() : nil
        let done = Atomic<Int>(0)
        for all in isFresh ? plan.groups : StandingPages(tree: root).newFirst(plan.groups) {
            let (group, suspects) = parts(of: all)
            let next = Atomic<Int>(0)
            try Threads(count: workerCount).run { worker in
                let renderer = try SiteRenderer(context: context)
                let writer = try TreeWriter(
                    rootPath: root.path, label: "\(worker)", isFresh: isFresh)
                var paths: [String] = []
                while true {
                    let first = next.add(Self.chunk, ordering: .relaxed).oldValue
                    guard first < group.count else { break }
                    let last = min(first + Self.chunk, group.count)
                    try leases?.lease(Array(group[first..<last]), worker: worker)
                    for page in group[first..<last] {
                        for file in try renderer.render(page) {
                            paths.append(file.path)
                            try writer.stage(file)
                        }
                    }
                    if writer.staged.count >= Self.commitEvery { try writer.commit() }
                    let count = done.add(last - first, ordering: .relaxed).newValue
                    progress(count, plan.pageCount)
                }
                try writer.commit()
                changed.withLock { $0 += writer.changedFileCount }
                kept.withLock { $0.formUnion(paths) }
                twinless.withLock { $0 += writer.takeTwinless() }
            }
            try leases?.giveBack()
            try leases?.alone(suspects) { page in
                let renderer = try SiteRenderer(context: context)
                let writer = try TreeWriter(rootPath: root.path, label: "alone", isFresh: isFresh)
                let files = try renderer.render(page)
                for file in files { try writer.stage(file) }
                try writer.commit()
                changed.withLock { $0 += writer.changedFileCount }
                kept.withLock { $0.formUnion(files.map(\.path)) }
                twinless.withLock { $0 += writer.takeTwinless() }
            }
        }
        if isFresh {
            sync?.finish()
        } else {
            let removed = try sweep(root, kept: kept.withLock { $0 })
            changed.withLock { $0 += removed }
        }
        return SiteReport(
            pageCount: plan.pageCount, changedFileCount: changed.withLock(\.self),
            twinless: twinless.withLock(\.self))
    }

    /// Completes the tree after its pages were written one by one, with all that a full build does
    /// beside pages.
    ///
    /// - Parameter pages: All there are, those too that could not be written.
    /// - Returns: The number of changed files, and those of them that lack twins.
    func finish(_ pages: [SitePage]) throws -> (changedFileCount: Int, twinless: [String]) {
        let fixed = try writeFixedFiles(in: tree, isFresh: false)
        let kept = try files(of: pages, in: tree).union(fixed.paths)
        return (fixed.changedFileCount + (try sweep(tree, kept: kept)), fixed.twinless)
    }

    /// Returns the existing files of pages that are not rendered, or may not have been.
    private func files(of pages: [SitePage], in root: URL) throws -> Set<String> {
        var files = Set(pages.flatMap(\.files))
        let folders = pages.compactMap(\.folder)
        files.formUnion(
            TreeWalker(rootPath: root.path).files().filter { path in
                folders.contains { path.hasPrefix($0) }
            })
        let people = try PublicSite(path: context.databasePath).read { try $0.persons() }
        for person in people {
            files.insert(SitePath.personByGUID(person.guid).dropFirst() + ".html")
        }
        return files
    }

    private func isHeld(_ page: SitePage) -> Bool {
        leases?.hasHeld == true && leases?.isHeld("\(page)") == true
    }

    /// Splits a group into the pages rendered in parallel and those rendered alone: the suspects of
    /// a crash.
    private func parts(of group: [SitePage]) -> (together: [SitePage], alone: [SitePage]) {
        guard let leases, leases.hasTrouble else { return (group, []) }
        let suspects = leases.suspects
        let open = group.filter { !isHeld($0) }
        return (
            open.filter { !suspects.contains("\($0)") }, open.filter { suspects.contains("\($0)") }
        )
    }

    private func writeFixedFiles(
        in root: URL, isFresh: Bool
    ) throws -> (paths: [String], changedFileCount: Int, twinless: [String]) {
        let writer = try TreeWriter(rootPath: root.path, label: "fixed", isFresh: isFresh)
        let files = try FixedFiles(context: context).files()
        for file in files { try writer.stage(file) }
        try writer.commit()
        return (files.map(\.path), writer.changedFileCount, writer.takeTwinless())
    }

    /// Removes what no page owns: feeds and lists first, then pages, pictures last.
    private func sweep(_ root: URL, kept: Set<String>) throws -> Int {
        let writer = try TreeWriter(rootPath: root.path, label: "sweep")
        let strays = TreeWalker(rootPath: root.path).files().filter { path in
            if kept.contains(path) { return false }
            let isTwin = path.hasSuffix(".gz") || path.hasSuffix(".br")
            return !(isTwin && kept.contains(String(path.dropLast(3))))
        }
        func order(_ path: String) -> Int {
            if path.hasSuffix(".atom") || path.hasSuffix(".json") { return 0 }
            if path.hasPrefix("posts/") { return 2 }
            return path.hasPrefix("uploads/") ? 3 : 1
        }
        for path in strays.sorted(by: { (order($0), $0) < (order($1), $1) }) {
            try writer.remove(path)
        }
        return writer.changedFileCount
    }
}
