public import Foundation
internal import Theming

#if canImport(Glibc)
internal import Glibc
internal import Store
#endif

/// The folders `site/`: texts that become pages, and `static/`, which is copied as it is.
///
/// Each file comes from the first folder that has it; the texts of `site/` that come inside the program
/// (``StandardFiles``) are there as well. An empty text takes the page away.
public struct SiteFolder: Sendable {
    /// The source of a text of the site: a file of the podmin, or the program.
    public enum TextSource: Sendable, Equatable {
        case file(URL)
        /// A text inside the program.
        case standard(name: String)
    }

    /// A file of `static/`, by its path below it.
    public struct StaticFile: Sendable, Equatable {
        public let path: String
        public let url: URL
        public let bytes: Int
        /// A value that differs if the file was written again: its size, and its time to the
        /// nanosecond.
        public let stamp: String
    }

    /// Files that come with the folder and are no pages.
    public static let notPages: Set<String> = ["landing", "README"]
    private static let wellKnown = ".well-known"

    private static let standard = "site"
    /// Files that hold nothing are no longer than this.
    private static let maximumEmptyBytes: off_t = 16

    public let folders: [URL]

    /// - Parameter folders: First come first served.
    public init(_ folders: [URL]) {
        self.folders = folders
    }

    /// Lists texts by name, without `.md`.
    public func texts() -> [(name: String, source: TextSource)] {
        var names = Set(StandardFiles.names(below: Self.standard))
        for folder in folders {
            // A folder that is not there holds no texts.
            names.formUnion(
                (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        }
        return names.sorted().compactMap { file in
            guard file.hasSuffix(".md"), !file.hasPrefix(".") else { return nil }
            let name = String(file.dropLast(3))
            return text(name).map { (name, $0) }
        }
    }

    /// - Parameter name: Without `.md`.
    private func text(_ name: String) -> TextSource? {
        let file = name + ".md"
        for folder in folders {
            let url = folder.appending(path: file)
            guard let status = Self.status(url.path) else { continue }
            return Self.isEmpty(url, status) ? nil : .file(url)
        }
        let isStandard = StandardFiles.bytes(Self.standard + "/" + file) != nil
        return isStandard ? .standard(name: name) : nil
    }

    private static func isEmpty(_ url: URL, _ status: stat) -> Bool {
        guard status.st_size <= maximumEmptyBytes, let data = try? Data(contentsOf: url)
        else { return false }
        return data.allSatisfy { " \t\r\n".utf8.contains($0) }
    }

    /// Lists the regular files of `static/` in the order of their paths, and the paths left out:
    /// hidden files beside `.well-known`, and those that are being written.
    public func staticFiles() -> (files: [StaticFile], leftOut: [String]) {
        var files: [String: StaticFile] = [:]
        var leftOut: Set<String> = []
        for folder in folders.reversed() {
            let root = folder.appending(path: "static")
            guard
                let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [])
            else { continue }
            let prefix = root.standardizedFileURL.path + "/"
            for case let file as URL in walk {
                guard let status = Self.status(file.path) else { continue }
                let path = String(file.standardizedFileURL.path.dropFirst(prefix.count))
                if Self.isLeftOut(path) {
                    leftOut.insert(path)
                    continue
                }
                let time = status.st_mtim
                files[path] = StaticFile(
                    path: path, url: file, bytes: Int(status.st_size),
                    stamp: "\(path) \(status.st_size) \(time.tv_sec) \(time.tv_nsec)")
            }
        }
        return (files.values.sorted { $0.path < $1.path }, leftOut.sorted())
    }

    /// Whether a text or a static file answers an address, so that nothing else can.
    ///
    /// - Parameter address: A decoded path that begins with `/`, in any of the forms that lead to
    ///   one page: with `.html`, `index.html` or a slash at its end, or without.
    public func answers(_ address: String) -> Bool {
        var name = address.drop { $0 == "/" }
        if name.hasSuffix("/") { name = name.dropLast() }
        if name.hasSuffix("/index.html") {
            name = name.dropLast(11)
        } else if name.hasSuffix(".html") {
            name = name.dropLast(5)
        }
        guard !name.isEmpty, !Self.isLeftOut(String(name)) else { return false }
        if !name.contains("/"), !Self.notPages.contains(String(name)), text(String(name)) != nil {
            return true
        }
        let forms = ["static/\(name)", "static/\(name).html", "static/\(name)/index.html"]
        return folders.contains { folder in
            forms.contains { Self.status(folder.path + "/" + $0) != nil }
        }
    }

    /// Whether a static file has the place of a folder that a file needs, or a folder its own.
    ///
    /// - Parameter file: A path from the root of the tree.
    func blocks(_ file: String) -> Bool {
        let segments = file.split(separator: "/")
        let above = segments.indices.dropFirst().map { segments[..<$0].joined(separator: "/") }
        return folders.contains { folder in
            let path = folder.path + "/static/"
            var isFolder: ObjCBool = false
            return above.contains { Self.status(path + $0) != nil }
                || FileManager.default.fileExists(atPath: path + file, isDirectory: &isFolder)
                    && isFolder.boolValue
        }
    }

    /// Whether a file of `static/` is not published, by the rule with which ``AddressTable`` of the
    /// server hides files.
    private static func isLeftOut(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).enumerated().contains {
            let isWellKnown = $0.offset == 0 && $0.element == wellKnown && path.contains("/")
            return $0.element.hasPrefix(".") && !isWellKnown
        } || path.hasSuffix("~") || path.hasSuffix(".tmp")
    }

    /// Reads the metadata of a regular file; `nil` for any other kind, as links are not followed.
    public static func status(_ path: String) -> stat? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return status
    }
}
