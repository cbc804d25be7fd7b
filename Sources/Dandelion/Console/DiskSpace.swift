internal import Glibc

/// The space that a file system has left for users other than root.
struct DiskSpace: Sendable, Equatable, CustomStringConvertible {
    let freeBytes: Int
    let totalBytes: Int
    /// Files that can still be made; nil where the file system sets no number.
    let freeFiles: Int?

    init(freeBytes: Int, totalBytes: Int, freeFiles: Int? = nil) {
        self.freeBytes = freeBytes
        self.totalBytes = totalBytes
        self.freeFiles = freeFiles
    }

    /// Asks for the file system that a path is on, or will be: of what is not there yet, the nearest folder that is.
    ///
    /// - Returns: nil if the system does not say.
    init?(at path: String) {
        var status = statvfs()
        var path = path.isEmpty ? "." : path
        while statvfs(path, &status) != 0 {
            guard errno == ENOENT || errno == ENOTDIR, path != "/", path != "." else { return nil }
            path = Self.parent(of: path)
        }
        let unit = Int(status.f_frsize)
        self.init(
            freeBytes: Int(status.f_bavail) * unit, totalBytes: Int(status.f_blocks) * unit,
            freeFiles: status.f_files == 0 ? nil : Int(status.f_favail))
    }

    /// Free and whole: `0 B of 24 MB`.
    var description: String { "\(ByteText.of(freeBytes)) of \(ByteText.of(totalBytes))" }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
