internal import Glibc

/// Lists what stands in the tree, without following symbolic links.
public struct TreeWalker {
    private let rootPath: String

    public init(rootPath: String) {
        self.rootPath = rootPath
    }

    /// Every file and link below the root, twins too; paths relative to it, `.new/` left out.
    public func files() -> [String] {
        var found: [String] = []
        walk("", into: &found)
        return found
    }

    /// Removes what a writer that was killed left in `.new/`.
    public func removeStaging() {
        let path = rootPath + "/" + TreeWriter.stagingFolder
        for name in entries(of: path) { unlink(path + "/" + name.name) }
    }

    private func walk(_ folder: String, into found: inout [String]) {
        for entry in entries(of: folder.isEmpty ? rootPath : rootPath + "/" + folder) {
            let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
            if path == TreeWriter.stagingFolder { continue }
            if entry.isFolder {
                walk(path, into: &found)
            } else {
                found.append(path)
            }
        }
    }

    private func entries(of path: String) -> [(name: String, isFolder: Bool)] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var entries: [(String, Bool)] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            var isFolder = entry.pointee.d_type == UInt8(DT_DIR)
            if entry.pointee.d_type == UInt8(DT_UNKNOWN) {
                var status = stat()
                lstat(path + "/" + name, &status)
                isFolder = status.st_mode & S_IFMT == S_IFDIR
            }
            entries.append((name, isFolder))
        }
        return entries
    }
}
