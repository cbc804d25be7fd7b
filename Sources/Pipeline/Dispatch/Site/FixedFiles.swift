internal import Foundation
internal import Rendering

/// Files that come from no row: the theme's assets and what the podmin put into `site/static`.
struct FixedFiles {
    let context: SiteContext

    /// - Throws: ``SiteError/clash(file:page:)`` for a static file at a generated path.
    func files() throws -> [OutputFile] {
        let assets = context.frame.theme.assets
        var byPath: [String: OutputFile] = [:]
        for asset in assets {
            byPath[asset.path] = OutputFile(path: asset.path, bytes: asset.bytes)
        }
        // The page of the feed writes the podmin's own in the place of its copies.
        for file in context.texts.staticFiles where !SitePage.oldFeeds.contains(file.path) {
            if let page = generated(file.path) {
                throw SiteError.clash(file: file.url.path, page: page)
            }
            byPath[file.path] = OutputFile(
                path: file.path, bytes: [UInt8](try Data(contentsOf: file.url)))
        }
        return byPath.values.sorted { $0.path < $1.path }
    }

    /// What would be written at a path, if anything is or may one day be.
    private func generated(_ path: String) -> String? {
        if Self.mayReplace.contains(path) { return nil }
        let segments = path.split(separator: "/")
        let first = segments[0]
        if first == ".well-known" {
            return ReservedNames.wellKnown.contains(String(segments[1])) ? "/\(path)" : nil
        }
        if ReservedNames.firstSegments.contains(String(first)) { return "/\(first)/…" }
        let bare = path.hasSuffix(".html") ? String(path.dropLast(5)) : path
        if ReservedNames.pages.contains(bare) || context.texts.pages.contains(bare) {
            return "/" + bare
        }
        return nil
    }

    private static let mayReplace: Set<String> = ["robots.txt", "favicon.ico"]
}
