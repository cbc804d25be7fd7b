internal import CStandardFiles

/// The files that come inside the program: its themes and the texts of `site/`.
///
/// A file of the same name in a folder of the podmin's goes first.
public enum StandardFiles {
    private static let files: [String: [UInt8]] = {
        var count = 0
        let table = UnsafeBufferPointer(start: standard_files(&count), count: count)
        return Dictionary(
            table.map { file in
                (
                    String(cString: file.path),
                    Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
                )
            }, uniquingKeysWith: { first, _ in first })
    }()

    /// Lists the files below a folder, in the order of their names.
    ///
    /// - Parameter folder: Such as `themes/default`.
    /// - Returns: Paths from that folder on.
    public static func names(below folder: String) -> [String] {
        let prefix = folder + "/"
        return files.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            .sorted()
    }

    /// Whether the program contains a theme of this name.
    public static func hasTheme(_ name: String) -> Bool {
        bytes("themes/\(name)/theme.toml") != nil
    }

    /// Reads a file; nil if there is none of that name.
    ///
    /// - Parameter path: From the root of the sources, such as `site/about.md`.
    public static func bytes(_ path: String) -> [UInt8]? { files[path] }
}
