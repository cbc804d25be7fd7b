internal import Composing
internal import Foundation
internal import PublicTree
internal import Store
internal import Theming

/// Files that come from no row: the theme's assets, what the podmin put into `site/static`, the pictures of
/// the texts of `site/`, and the small pages of `site/redirects`.
struct FixedFiles {
    let context: SiteContext

    /// Returns the files that do not depend on the database: assets and static files.
    ///
    /// - Throws: ``SiteError/clash(file:page:)`` for a static file at a generated path.
    func files() throws -> [OutputFile] {
        let assets = context.frame.theme.assets
        var byPath: [String: OutputFile] = [:]
        for asset in assets {
            byPath[asset.path] = OutputFile(path: asset.path, bytes: asset.bytes)
        }
        // The page of the feed writes the podmin's own in the place of its copies.
        for file in context.texts.staticFiles where !ReservedNames.oldFeeds.contains(file.path) {
            if let page = generated(file.path) {
                throw SiteError.clash(file: file.url.path, page: page)
            }
            byPath[file.path] = OutputFile(
                path: file.path, bytes: [UInt8](try Data(contentsOf: file.url)))
        }
        for file in try context.texts.pictureFiles() { byPath[file.path] = file }
        for entry in context.texts.redirects.entries {
            let path = String(OldAddressRule.file(entry.path).dropFirst())
            let page = RedirectPage(target: entry.target, targetTitle: entry.target)
            byPath[path] = OutputFile(path: path, bytes: try page.render(in: context.frame))
            byPath[entry.mark] = OutputFile(
                path: entry.mark, bytes: Array((entry.target + "\n").utf8))
        }
        return byPath.values.sorted { $0.path < $1.path }
    }

    /// Returns the address of the generated page or folder that a static file at this path would
    /// clash with; `nil` if there is none.
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
