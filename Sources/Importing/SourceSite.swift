internal import Composing
internal import Foundation
internal import Markdown
internal import Store

/// The site of Hugo, Jekyll or Zola that an imported folder belongs to, if it is one.
struct SourceSite: Sendable {
    /// The imported folder.
    let folder: URL
    /// The folder with the site's configuration: this one or one above.
    let root: URL?
    /// The imported folder below the root; empty if it is the root itself, or there is none.
    let prefix: String
    /// The configuration of the blog program; `nil` if none was found.
    let blog: BlogConfiguration?

    /// Names of the web servers that the site's own addresses begin with.
    var hosts: Set<String> { blog?.hosts ?? [] }

    private static let configurations = [
        "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "_config.yml", "_config.yaml",
        "_config.toml", "config.toml", "config.yaml", "config.yml", "config.json",
        "config/_default/hugo.toml", "config/_default/hugo.yaml", "config/_default/config.toml",
        "config/_default/config.yaml",
    ]
    private static let maximumBytes = 1 << 18
    private static let maximumLevels = 5

    init(folder: URL) throws(ImportError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
            throw .notFound(path: folder.path)
        }
        guard isFolder.boolValue else { throw .notAFolder(path: folder.path) }
        self.folder = folder.resolvingSymlinksInPath()
        var candidate = self.folder
        var names: [String] = []
        var found: (root: URL, configuration: URL)?
        for _ in 0..<Self.maximumLevels where found == nil {
            found = Self.configuration(in: candidate).map { (candidate, $0) }
            if found == nil {
                names.insert(candidate.lastPathComponent, at: 0)
                candidate = candidate.deletingLastPathComponent()
            }
        }
        root = found?.root
        prefix = found == nil ? "" : names.joined(separator: "/")
        blog = found.map { Self.blog($0.configuration) }
    }

    /// Whether a file holds a post: of a whole site, what lies in `content` or `_posts` does.
    func isContent(_ path: String) -> Bool {
        guard root != nil, prefix.isEmpty else { return true }
        let parts = path.split(separator: "/").dropLast()
        if parts.contains(where: { $0 == "_posts" || $0 == "_drafts" }) { return true }
        return parts.first == "content"
    }

    /// Returns a file's path from the content folder, from which its address is made.
    func fullPath(_ path: String) -> String { prefix.isEmpty ? path : prefix + "/" + path }

    /// Folders that rooted addresses of pictures may be below of.
    var pictureFolders: [URL] {
        let parent = folder.deletingLastPathComponent()
        var folders = [folder]
        for base in [folder, parent] + (root.map { [$0] } ?? []) {
            folders += ["static", "assets"].map { base.appending(path: $0) }
        }
        return folders + (root.map { [$0, $0.appending(path: "content")] } ?? [])
    }

    /// Whether a file may be read at all: what lies elsewhere on the machine is none of the site's.
    func holds(_ file: URL) -> Bool {
        pictureFolders.contains { file.isInside($0) }
    }

    private static func configuration(in folder: URL) -> URL? {
        let files = FileManager.default
        for name in configurations {
            let file = folder.appending(path: name)
            guard files.fileExists(atPath: file.path) else { continue }
            // `config.toml` may be anything's.
            let content = folder.appending(path: "content").path
            if !name.hasPrefix("config.") { return file }
            if files.fileExists(atPath: content) { return file }
        }
        return nil
    }

    private static func blog(_ configuration: URL) -> BlogConfiguration {
        let name = configuration.lastPathComponent
        let permalinks = configuration.deletingLastPathComponent().appending(
            path: "permalinks." + configuration.pathExtension)
        return BlogConfiguration(
            fileName: name, text: text(of: configuration) ?? "", permalinks: text(of: permalinks))
    }

    /// Reads a configuration file; returns `nil` if it does not exist or exceeds the size limit.
    private static func text(of file: URL) -> String? {
        guard case .file(let bytes, _) = FileStatus(path: file.path), bytes < maximumBytes,
            let data = try? Data(contentsOf: file)
        else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
