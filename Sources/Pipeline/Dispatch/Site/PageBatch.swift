internal import Foundation
internal import Rendering
internal import Store
internal import Synchronization

/// Renders a set of pages and puts them into the tree so that no link ever leads to nothing: what is
/// linked to comes before what links, and what goes, goes last, feeds and lists first.
struct PageBatch {
    let context: SiteContext
    let tree: URL
    let workerCount: Int

    /// - Returns: The count of files that changed.
    func run(_ deliveries: [PageDelivery]) throws -> Int {
        let sorted = deliveries.compactMap { delivery in
            SitePage(delivery.page).map { ($0, delivery.stage) }
        }.sorted { ($0.1, $0.0.order, "\($0.0)") < ($1.1, $1.0.order, "\($1.0)") }.map(\.0)
        let pages = StandingPages(tree: tree).newFirst([sorted]).flatMap(\.self)

        let writer = try TreeWriter(rootPath: tree.path, label: "\(getpid())")
        var removed: [(page: SitePage, files: Set<String>)] = []
        for (page, prepared) in zip(pages, try prepare(pages)) {
            writer.adopt(prepared.staged)
            let gone = Set(page.files + filesStanding(in: page.folder)).subtracting(prepared.paths)
            if !gone.isEmpty { removed.append((page, gone)) }
        }
        try writer.commit()
        for (_, files) in removed.sorted(by: { $0.page.order > $1.page.order }) {
            for file in files.sorted() { try writer.remove(file) }
        }
        return writer.changedFileCount
    }

    /// What a page came to: the files it owns now, and those of them that wait to be put in place.
    private struct Prepared {
        let paths: [String]
        let staged: [StagedFile]
    }

    /// Renders and stages on several threads; the result has the order of the pages.
    private func prepare(_ pages: [SitePage]) throws -> [Prepared] {
        let next = Atomic<Int>(0)
        let results = WorkerResults<(index: Int, Prepared)>()
        try Workers(count: min(pages.count, workerCount)).run { worker in
            let renderer = try SiteRenderer(context: context)
            let writer = try TreeWriter(rootPath: tree.path, label: "\(getpid())-\(worker)")
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < pages.count else { break }
                let files = try renderer.render(pages[index])
                for file in files { try writer.stage(file) }
                let prepared = Prepared(paths: files.map(\.path), staged: writer.takeStaged())
                results.append((index, prepared))
            }
        }
        return results.values.sorted { $0.index < $1.index }.map(\.1)
    }

    private func filesStanding(in folder: String?) -> [String] {
        guard let folder else { return [] }
        let names =
            (try? FileManager.default.contentsOfDirectory(  // A folder that is not there is empty.
                atPath: tree.appending(path: folder).path)) ?? []
        return names.filter { !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") }.map { folder + $0 }
    }
}
