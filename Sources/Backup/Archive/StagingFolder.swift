internal import Foundation

/// A folder of mode 0700 inside the pod's, where a backup or a restore prepares its files.
struct StagingFolder {
    let url: URL

    /// Creates an empty folder, after removing what a killed run left there.
    init(_ url: URL) throws {
        self.url = url
        if FileManager.default.fileExists(atPath: url.path) {
            try FileManager.default.removeItem(at: url)
        }
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    /// Lists the files in the folder by their paths relative to it; folders, and paths that begin
    /// with a dot, are left out.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: url.path).filter { name in
            let path = url.appending(path: name).path
            let type = try FileManager.default.attributesOfItem(atPath: path)[.type]
            return type as? FileAttributeType != .typeDirectory && !name.hasPrefix(".")
        }.sorted()
    }

    func remove() {
        // The next run removes what is left.
        try? FileManager.default.removeItem(at: url)
    }
}
