internal import Foundation

/// Finds the Markdown files of a folder: nested folders too, nothing hidden, nothing outside.
struct SourceFolder {
    private static let endings = [".md", ".markdown", ".mdown"]
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
        let keys: Set<URLResourceKey> = [
            .isDirectoryKey, .isSymbolicLinkKey, .isRegularFileKey, .fileSizeKey,
            .contentModificationDateKey,
        ]
        guard
            let entries = try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: Array(keys))
        else {
            guard depth > 0 else { throw .unreadable(path: folder.path) }
            skipped.append(ImportSkip(path: path, reason: "the folder cannot be read"))
            return
        }
        for entry in entries {
            let name = entry.lastPathComponent
            guard !name.hasPrefix("."), !Self.ignored.contains(name),
                let values = try? entry.resourceValues(forKeys: keys)
            else { continue }
            let below = path.isEmpty ? name : path + "/" + name
            if values.isSymbolicLink == true {
                takeLink(entry, path: below, keys: keys)
            } else if values.isDirectory == true {
                if depth < Self.maximumDepth {
                    try walk(entry, path: below, depth: depth + 1)
                } else {
                    skipped.append(ImportSkip(path: below, reason: "it is nested too deep"))
                }
            } else if values.isRegularFile == true {
                take(entry, path: below, values)
            }
        }
    }

    /// A link to a file below the folder counts as that file; others could lead anywhere.
    private mutating func takeLink(_ entry: URL, path: String, keys: Set<URLResourceKey>) {
        guard Self.isMarkdown(path) else { return }
        let target = entry.resolvingSymlinksInPath()
        guard target.isInside(site.folder), let values = try? target.resourceValues(forKeys: keys),
            values.isRegularFile == true
        else {
            skipped.append(ImportSkip(path: path, reason: "it is a link out of the folder"))
            return
        }
        take(target, path: path, values)
    }

    private mutating func take(_ url: URL, path: String, _ values: URLResourceValues) {
        guard Self.isMarkdown(path) else { return }
        guard site.isContent(path) else {
            skipped.append(ImportSkip(path: path, reason: "it is not among the site's posts"))
            return
        }
        files.append(
            SourceFile(
                path: path, url: url, bytes: values.fileSize ?? 0,
                modified: values.contentModificationDate))
    }

    private static func isMarkdown(_ path: String) -> Bool {
        let path = path.lowercased()
        return endings.contains { path.hasSuffix($0) }
    }
}

extension URL {
    /// Whether the file, its links followed, lies below a folder.
    func isInside(_ folder: URL) -> Bool {
        resolvingSymlinksInPath().path.hasPrefix(folder.resolvingSymlinksInPath().path + "/")
    }
}
