internal import Composing
internal import Foundation
internal import Markdown
internal import Store

/// The search for the files of a folder that may hold posts: nested folders too, nothing hidden,
/// nothing outside.
struct SourceFolder {
    /// Notations of posts that are not read, by the ends of file names.
    private static let unread = [
        ".org": "Org", ".rst": "reStructuredText", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc",
        ".ad": "AsciiDoc", ".textile": "Textile", ".pandoc": "Pandoc", ".pdc": "Pandoc",
        ".mdx": "MDX", ".ipynb": "a notebook", ".haml": "Haml", ".slim": "Slim",
    ]
    private static let ignored: Set<String> = ["node_modules", "bower_components", "vendor"]
    private static let maximumDepth = 32

    private(set) var files: [SourceFile] = []
    private(set) var skipped: [ImportSkip] = []
    private let site: SourceSite

    init(_ site: SourceSite) throws(ImportError) {
        self.site = site
        try walk(site.folder, path: "", depth: 0)
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        skipped.sort { $0.path < $1.path }
    }

    private mutating func walk(_ folder: URL, path: String, depth: Int) throws(ImportError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            guard depth > 0 else { throw .unreadable(path: folder.path) }
            skipped.append(ImportSkip(path: path, reason: "the folder cannot be read"))
            return
        }
        for name in names {
            guard !name.hasPrefix("."), !Self.ignored.contains(name) else { continue }
            let entry = folder.appending(path: name, directoryHint: .notDirectory)
            let below = path.isEmpty ? name : path + "/" + name
            switch FileStatus(path: entry.path) {
            case .link: takeLink(entry, path: below)
            case .folder:
                if depth < Self.maximumDepth {
                    try walk(entry, path: below, depth: depth + 1)
                } else {
                    skipped.append(ImportSkip(path: below, reason: "it is nested too deep"))
                }
            case .file(let bytes, let modified):
                take(entry, path: below, bytes: bytes, modified: modified)
            case .other, nil: continue
            }
        }
    }

    /// Adds a link to a file below the folder as that file; other links could lead anywhere.
    private mutating func takeLink(_ entry: URL, path: String) {
        guard Self.isRead(path) else { return }
        let target = entry.resolvingSymlinksInPath()
        guard target.isInside(site.folder),
            case .file(let bytes, let modified) = FileStatus(path: target.path)
        else {
            skipped.append(ImportSkip(path: path, reason: "it is a link out of the folder"))
            return
        }
        take(target, path: path, bytes: bytes, modified: modified)
    }

    private mutating func take(_ url: URL, path: String, bytes: Int, modified: Date) {
        let isContent = site.isContent(path)
        guard Self.isRead(path) else {
            let ending = Self.unread.keys.first { path.lowercased().hasSuffix($0) }
            if isContent, let ending, let name = Self.unread[ending] {
                skipped.append(
                    ImportSkip(
                        path: path, reason: "it is \(name), which is not read; save it as Markdown")
                )
            }
            return
        }
        guard isContent else {
            // Layouts and pages of the site's own.
            if Self.isHTML(path) { return }
            skipped.append(ImportSkip(path: path, reason: "it is not among the site's posts"))
            return
        }
        files.append(SourceFile(path: path, url: url, bytes: bytes, modified: modified))
    }

    private static func isRead(_ path: String) -> Bool {
        isHTML(path) || ends(path, SourceFileName.markdownEndings)
    }

    static func isHTML(_ path: String) -> Bool { ends(path, SourceFileName.htmlEndings) }

    private static func ends(_ path: String, _ endings: [String]) -> Bool {
        let path = path.lowercased()
        return endings.contains { path.hasSuffix($0) }
    }
}
