internal import Blocking
internal import Composing
internal import Foundation
internal import PublicTree
internal import Store
internal import Synchronization

/// The rendering of a set of pages and their move into the tree, in an order in which no link is
/// ever broken: pages come before the pages that link to them, and files are removed last, after
/// the feeds and lists.
struct PageBatch {
    let context: SiteContext
    let tree: URL
    let workerCount: Int
    let leases: PageLeases

    struct Outcome {
        var changedFileCount = 0
        /// Files without twins that should have them, of the pages that were written.
        var twinless: [String] = []
        var failures: [PageFailure] = []
    }

    /// The files of a page that are to be removed.
    private typealias Leftover = (page: SitePage, files: Set<String>)

    /// Writes all pages; one that fails does not delay the others.
    ///
    /// - Throws: An error that concerns more than one page, see ``PageFailure/concernsAll(_:)``.
    func run(_ deliveries: [PageDelivery]) throws -> Outcome {
        var outcome = Outcome()
        let pages = pages(of: deliveries, &outcome)
        var leftovers: [Leftover] = []
        if leases.hasSuspect(among: pages) {
            try leases.alone(pages) { page in
                try attempt(page, &outcome) { leftovers += try write([page], &$0) }
            }
        } else {
            try leases.lease(pages)
            do {
                leftovers = try write(pages, &outcome)
            } catch  where !PageFailure.concernsAll(error) {
                // Each by itself: those that stand already are left alone.
                TreeWalker(rootPath: tree.path).removeStaging()
                for page in pages {
                    try attempt(page, &outcome) { leftovers += try write([page], &$0) }
                }
            }
            try leases.giveBack()
        }
        for leftover in leftovers.sorted(by: { $0.page.order > $1.page.order }) {
            try attempt(leftover.page, &outcome) { try remove(leftover, &$0) }
        }
        return outcome
    }

    /// Returns the pages in the order of their stages. An unknown key is recorded as a failure, and
    /// its delivery is not taken for written.
    private func pages(of deliveries: [PageDelivery], _ outcome: inout Outcome) -> [SitePage] {
        var staged: [(page: SitePage, stage: Int)] = []
        for delivery in deliveries {
            guard let page = SitePage(delivery.page) else {
                outcome.failures.append(.unreadable(delivery.page))
                continue
            }
            if !context.isShadowed(page) { staged.append((page, delivery.stage)) }
        }
        let sorted = staged.sorted {
            ($0.stage, $0.page.order, "\($0.page)") < ($1.stage, $1.page.order, "\($1.page)")
        }.map(\.page)
        return StandingPages(tree: tree).newFirst([sorted]).flatMap(\.self)
    }

    /// Renders and stages one page, and records the reason if that fails.
    private func attempt(
        _ page: SitePage, _ outcome: inout Outcome, _ work: (inout Outcome) throws -> Void
    ) throws {
        do {
            try work(&outcome)
        } catch  where !PageFailure.concernsAll(error) {
            outcome.failures.append(PageFailure(page: "\(page)", error: error))
            TreeWalker(rootPath: tree.path).removeStaging()
        }
    }

    private func write(_ pages: [SitePage], _ outcome: inout Outcome) throws -> [Leftover] {
        let sync = StagedSync()
        let writer = try TreeWriter(rootPath: tree.path, label: "\(getpid())", sync: sync)
        defer { outcome.changedFileCount += writer.changedFileCount }
        var leftovers: [Leftover] = []
        for (page, prepared) in zip(pages, try prepare(pages, sync)) {
            writer.adopt(prepared.staged)
            outcome.twinless += prepared.twinless
            var standing = page.files + filesStanding(in: page.folder)
            if prepared.paths.isEmpty { standing += belongings(of: page) }
            let gone = Set(standing).subtracting(prepared.paths)
            if !gone.isEmpty { leftovers.append((page, gone)) }
        }
        try writer.commit()
        return leftovers
    }

    private func remove(_ leftover: Leftover, _ outcome: inout Outcome) throws {
        let writer = try TreeWriter(rootPath: tree.path, label: "\(getpid())")
        defer { outcome.changedFileCount += writer.changedFileCount }
        for file in leftover.files.sorted() { try writer.remove(file) }
    }

    /// A rendered page: the files it owns now, and those of them that wait to be moved into the
    /// tree.
    private struct Prepared {
        let paths: [String]
        let staged: [StagedFile]
        let twinless: [String]
    }

    /// Renders and stages on several threads; the result has the order of the pages.
    ///
    /// Long pages come first, so that no thread is left with one when the others are done.
    private func prepare(_ pages: [SitePage], _ sync: StagedSync) throws -> [Prepared] {
        let order =
            pages.indices.filter { pages[$0].isLong }
            + pages.indices.filter { !pages[$0].isLong }
        let next = Atomic<Int>(0)
        let results = WorkerResults<(index: Int, Prepared)>()
        try Threads(count: min(pages.count, workerCount)).run { worker in
            do {
                let renderer = try SiteRenderer(context: context)
                let writer = try TreeWriter(
                    rootPath: tree.path, label: "\(getpid())-\(worker)", sync: sync)
                while true {
                    let turn = next.add(1, ordering: .relaxed).oldValue
                    guard turn < order.count else { break }
                    let files = try renderer.render(pages[order[turn]])
                    for file in files { try writer.stage(file) }
                    results.append(
                        (
                            order[turn],
                            Prepared(
                                paths: files.map(\.path), staged: writer.takeStaged(),
                                twinless: writer.takeTwinless())
                        ))
                }
            } catch {
                // The other threads end with the page that they are at.
                next.store(order.count, ordering: .relaxed)
                throw error
            }
        }
        return results.values.sorted { $0.index < $1.index }.map(\.1)
    }

    /// Returns the files to remove with a page: for a post all its comment pages, its feed and its
    /// document, however many comments it had; for a person the other address of their page.
    private func belongings(of page: SitePage) -> [String] {
        switch page {
        case .post(let guid):
            let folder = SitePath.post(guid).dropFirst() + "/"
            return TreeWalker(rootPath: tree.path + "/" + folder).files()
                .filter { !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") }.map { folder + $0 }
                + SitePage.document(guid: guid).files
        case .personStream(let guid):
            return [SitePath.personByGUID(guid).dropFirst() + ".html"]
        default:
            return []
        }
    }

    private func filesStanding(in folder: String?) -> [String] {
        guard let folder else { return [] }
        let names =
            (try? FileManager.default.contentsOfDirectory(  // A folder that is not there is empty.
                atPath: tree.appending(path: folder).path)) ?? []
        return names.filter { !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") }.map { folder + $0 }
    }
}
