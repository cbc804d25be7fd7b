internal import Foundation
internal import Rendering
internal import Store

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

        let rendered = try render(pages)
        let writer = try TreeWriter(rootPath: tree.path, label: "\(getpid())")
        var removed: [(page: SitePage, files: Set<String>)] = []
        for (page, files) in zip(pages, rendered) {
            for file in files { try writer.stage(file) }
            let gone = Set(page.files + filesStanding(in: page.folder))
                .subtracting(files.map(\.path))
            if !gone.isEmpty { removed.append((page, gone)) }
        }
        try writer.commit()
        for (_, files) in removed.sorted(by: { $0.page.order > $1.page.order }) {
            for file in files.sorted() { try writer.remove(file) }
        }
        return writer.changedFileCount
    }

    /// Renders in parallel; the result has the order of the pages.
    private func render(_ pages: [SitePage]) throws -> [[OutputFile]] {
        let count = pages.count < 8 ? 1 : workerCount
        let results = WorkerResults<(Int, [OutputFile])>()
        try Workers(count: count).run { worker in
            let renderer = try SiteRenderer(context: context)
            for index in stride(from: worker, to: pages.count, by: count) {
                results.append((index, try renderer.render(pages[index])))
            }
        }
        return results.values.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func filesStanding(in folder: String?) -> [String] {
        guard let folder else { return [] }
        let names =
            (try? FileManager.default.contentsOfDirectory(  // A folder that is not there is empty.
                atPath: tree.appending(path: folder).path)) ?? []
        return names.filter { !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") }.map { folder + $0 }
    }
}
