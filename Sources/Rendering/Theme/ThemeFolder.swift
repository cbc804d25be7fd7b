internal import Foundation
internal import Glibc

/// The files of one theme, read with limits.
struct ThemeFolder {
    static let maximumTemplateBytes = 1_048_576
    static let maximumAssetBytes = 16 * 1_048_576

    let url: URL
    let manifest: ThemeManifest

    /// - Returns: `nil` if none of the folders holds a theme of that name.
    init?(named name: String, in folders: [URL]) throws(ThemeError) {
        let found = folders.map { $0.appending(path: name) }
            .first { FileManager.default.fileExists(atPath: $0.appending(path: "theme.toml").path) }
        guard let found else { return nil }
        url = found
        let path = url.appending(path: "theme.toml").path
        manifest = try ThemeManifest(
            try Self.text(path, limit: Self.maximumTemplateBytes), path: path)
    }

    func templates() throws(ThemeError) -> [ThemeTemplate] {
        var templates: [ThemeTemplate] = []
        for (name, path) in files(in: "templates") where name.hasSuffix(".mustache") {
            templates.append(
                ThemeTemplate(
                    name: String(name.dropLast(9)), path: path,
                    source: try Self.text(path, limit: Self.maximumTemplateBytes)))
        }
        return templates
    }

    func assets() throws(ThemeError) -> [(name: String, bytes: [UInt8])] {
        var assets: [(String, [UInt8])] = []
        for (name, path) in files(in: "assets") {
            assets.append((name, try Self.bytes(path, limit: Self.maximumAssetBytes)))
        }
        return assets
    }

    /// Regular files below a folder, by name; hidden ones and links left out.
    private func files(in folder: String) -> [(name: String, path: String)] {
        let root = url.appending(path: folder)
        guard
            let walk = FileManager.default.enumerator(
                at: root, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        else { return [] }
        var found: [(String, String)] = []
        for case let file as URL in walk {
            // `resourceValues` would look up the names of owner and group as well.
            var status = stat()
            guard lstat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                continue
            }
            let prefix = root.standardizedFileURL.path + "/"
            found.append((String(file.standardizedFileURL.path.dropFirst(prefix.count)), file.path))
        }
        return found.sorted { $0.0 < $1.0 }
    }

    private static func bytes(_ path: String, limit: Int) throws(ThemeError) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0,
            let descriptor = try? FileDescriptorOwner(open(path, O_RDONLY | O_CLOEXEC), path: path)
        else { throw .unreadable(path: path, reason: "cannot be read") }
        guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
        guard let bytes = descriptor.read(size: Int(status.st_size)) else {
            throw .unreadable(path: path, reason: "cannot be read")
        }
        return bytes
    }

    private static func text(_ path: String, limit: Int) throws(ThemeError) -> String {
        guard let text = String(validating: try bytes(path, limit: limit), as: UTF8.self) else {
            throw .unreadable(path: path, reason: "is not UTF-8")
        }
        return text
    }
}
