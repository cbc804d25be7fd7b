internal import Foundation
internal import Glibc

/// The files of one theme, read with limits: each from the first folder that has it, else from inside the
/// program (``StandardFiles``).
struct ThemeFiles {
    static let maximumTemplateBytes = 1_048_576
    static let maximumAssetBytes = 16 * 1_048_576

    let manifest: ThemeManifest
    private let folders: [URL]
    /// The path of the theme's files inside the program.
    private let standard: String

    /// - Parameter folders: The folders searched for themes, in order of precedence.
    /// - Returns: `nil` if none of the folders holds a theme of that name, nor does the program.
    init?(named name: String, in folders: [URL]) throws(ThemeError) {
        let (own, standard) = (folders.map { $0.appending(path: name) }, "themes/" + name)
        self.folders = own
        self.standard = standard
        let file = "theme.toml"
        guard
            let path = Self.path(of: file, in: own, standard),
            let text = try Self.text(path, limit: Self.maximumTemplateBytes)
        else { return nil }
        manifest = try ThemeManifest(text, path: path.description)
    }

    func templates() throws(ThemeError) -> [ThemeTemplate] {
        var templates: [ThemeTemplate] = []
        for name in names(in: "templates") where name.hasSuffix(".mustache") {
            guard let path = Self.path(of: "templates/" + name, in: folders, standard),
                let text = try Self.text(path, limit: Self.maximumTemplateBytes)
            else { continue }
            templates.append(
                ThemeTemplate(
                    name: String(name.dropLast(9)), path: path.description, source: text))
        }
        return templates
    }

    func assets() throws(ThemeError) -> [(name: String, bytes: [UInt8])] {
        var assets: [(String, [UInt8])] = []
        for name in names(in: "assets") {
            if let bytes = try asset(name) { assets.append((name, bytes)) }
        }
        return assets
    }

    /// Reads one asset; nil if the theme has none of that name itself.
    func asset(_ name: String) throws(ThemeError) -> [UInt8]? {
        guard let path = Self.path(of: "assets/" + name, in: folders, standard) else { return nil }
        return try Self.bytes(path, limit: Self.maximumAssetBytes)
    }

    // MARK: - Places

    private enum Place: CustomStringConvertible {
        case file(String)
        case standard(String)

        var description: String {
            switch self {
            case .file(let path): path
            case .standard(let path): path + " inside the program"
            }
        }
    }

    private static func path(of name: String, in folders: [URL], _ standard: String) -> Place? {
        for folder in folders {
            let path = folder.appending(path: name).path
            if isRegularFile(path) { return .file(path) }
        }
        let path = standard + "/" + name
        return StandardFiles.bytes(path) == nil ? nil : .standard(path)
    }

    /// Lists the files below a folder of the theme by name, without hidden ones and links.
    private func names(in folder: String) -> [String] {
        var names = Set(StandardFiles.names(below: standard + "/" + folder))
        for own in folders { names.formUnion(Self.names(in: own.appending(path: folder))) }
        return names.sorted()
    }

    private static func names(in root: URL) -> [String] {
        guard
            let walk = FileManager.default.enumerator(
                at: root, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        else { return [] }
        var names: [String] = []
        let prefix = root.standardizedFileURL.path + "/"
        for case let file as URL in walk where isRegularFile(file.path) {
            names.append(String(file.standardizedFileURL.path.dropFirst(prefix.count)))
        }
        return names
    }

    /// Whether a path is a regular file. Calls `lstat` directly, as `resourceValues` would look up
    /// the names of owner and group as well.
    private static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    // MARK: - Bytes

    private static func bytes(_ place: Place, limit: Int) throws(ThemeError) -> [UInt8]? {
        let path: String
        switch place {
        case .standard(let name): return StandardFiles.bytes(name)
        case .file(let name): path = name
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .unreadable(path: path, reason: "cannot be read")
        }
        guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count == status.st_size
        else { throw .unreadable(path: path, reason: "cannot be read") }
        return [UInt8](data)
    }

    private static func text(_ place: Place, limit: Int) throws(ThemeError) -> String? {
        guard let bytes = try bytes(place, limit: limit) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadable(path: place.description, reason: "is not UTF-8")
        }
        return text
    }
}
