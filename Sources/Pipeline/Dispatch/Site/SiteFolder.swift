public import Foundation

#if canImport(Glibc)
internal import Glibc
#endif

/// The podmin's folder `site/`: texts that become pages, and `static/`, which is copied as it is.
public struct SiteFolder: Sendable {
    /// A file of `static/`, by its path below it.
    struct StaticFile: Sendable, Equatable {
        let path: String
        let url: URL
        let bytes: Int
        /// Differs when the file was written again: its size, and its time to the nanosecond.
        let stamp: String
    }

    /// Files that come with the folder and are no pages.
    static let notPages: Set<String> = ["landing", "README"]
    private static let wellKnown = ".well-known"

    let url: URL?

    public init(_ url: URL?) {
        self.url = url
    }

    /// Texts by name, without `.md`.
    func texts() -> [(name: String, url: URL)] {
        guard let url else { return [] }
        // A folder that is not there holds no texts.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.sorted().compactMap { name in
            let file = url.appending(path: name)
            guard name.hasSuffix(".md"), !name.hasPrefix("."), Self.status(file.path) != nil
            else { return nil }
            return (String(name.dropLast(3)), file)
        }
    }

    /// Regular files of `static/` in the order of their paths, and what of it is left out: hidden
    /// files beside `.well-known`, and those that are being written.
    func staticFiles() -> (files: [StaticFile], leftOut: [String]) {
        guard let root = url?.appending(path: "static"),
            let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [])
        else { return ([], []) }
        var files: [StaticFile] = []
        var leftOut: [String] = []
        let prefix = root.standardizedFileURL.path + "/"
        for case let file as URL in walk {
            guard let status = Self.status(file.path) else { continue }
            let path = String(file.standardizedFileURL.path.dropFirst(prefix.count))
            if Self.isLeftOut(path) {
                leftOut.append(path)
                continue
            }
            let time = status.st_mtim
            files.append(
                StaticFile(
                    path: path, url: file, bytes: Int(status.st_size),
                    stamp: "\(path) \(status.st_size) \(time.tv_sec) \(time.tv_nsec)"))
        }
        return (files.sorted { $0.path < $1.path }, leftOut.sorted())
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
        guard let url, !name.isEmpty, !Self.isLeftOut(String(name)) else { return false }
        let isText = !name.contains("/") && !Self.notPages.contains(String(name))
        let forms = ["static/\(name)", "static/\(name).html", "static/\(name)/index.html"]
        return (forms + (isText ? ["\(name).md"] : [])).contains {
            Self.status(url.path + "/" + $0) != nil
        }
    }

    /// Whether a static file has the place of a folder that a file needs, or a folder its own.
    ///
    /// - Parameter file: A path from the root of the tree.
    func blocks(_ file: String) -> Bool {
        guard let url else { return false }
        let segments = file.split(separator: "/")
        let folders = segments.indices.dropFirst().map { segments[..<$0].joined(separator: "/") }
        var isFolder: ObjCBool = false
        let path = url.path + "/static/"
        return folders.contains { Self.status(path + $0) != nil }
            || FileManager.default.fileExists(atPath: path + file, isDirectory: &isFolder)
                && isFolder.boolValue
    }

    /// As ``AddressTable`` of the server hides them.
    private static func isLeftOut(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).enumerated().contains {
            let isWellKnown = $0.offset == 0 && $0.element == wellKnown && path.contains("/")
            return $0.element.hasPrefix(".") && !isWellKnown
        } || path.hasSuffix("~") || path.hasSuffix(".tmp")
    }

    /// What the system knows of a regular file; links are not followed.
    private static func status(_ path: String) -> stat? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return status
    }
}
