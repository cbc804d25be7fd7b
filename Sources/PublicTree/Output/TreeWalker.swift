internal import Glibc

/// A walker that lists the files of the tree, without following symbolic links.
public struct TreeWalker {
    private let rootPath: String

    public init(rootPath: String) {
        self.rootPath = rootPath
    }

    /// Lists every file and link below the root, twins too, by paths relative to it; `.new/` is
    /// left out.
    public func files() -> [String] {
        var found: [String] = []
        walk("", into: &found)
        return found
    }

    /// Removes the files that a killed writer left in `.new/`, unless that is a symbolic link.
    public func removeStaging() { removeStaged { !$0.hasPrefix(TwinMaker.prefix) } }

    /// Removes the twins that a killed process left in `.new/`. No process may be making any meanwhile.
    public func removeStagedTwins() { removeStaged { $0.hasPrefix(TwinMaker.prefix) } }

    /// Removes `.new/` from a tree that nobody writes any more, if it is empty.
    public func removeEmptyStaging() {
        // One that holds anything stays.
        rmdir(rootPath + "/" + TreeWriter.stagingFolder)
    }

    private func removeStaged(_ isGone: (String) -> Bool) {
        let root = open(rootPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { return }
        defer { close(root) }
        let staging = openat(
            root, TreeWriter.stagingFolder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard staging >= 0 else { return }
        guard let folder = fdopendir(staging) else {
            close(staging)
            return
        }
        defer { closedir(folder) }
        for entry in entries(in: folder) where isGone(entry.name) {
            unlinkat(staging, entry.name, 0)
        }
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
        return entries(in: folder).map { entry in
            (entry.name, entry.isFolder ?? isFolder(path + "/" + entry.name))
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Reads the names in an open folder, and whether each is a folder, if the file system reports
    /// it.
    private func entries(in folder: OpaquePointer) -> [(name: String, isFolder: Bool?)] {
        var entries: [(String, Bool?)] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let isKnown = entry.pointee.d_type != UInt8(DT_UNKNOWN)
            entries.append((name, isKnown ? entry.pointee.d_type == UInt8(DT_DIR) : nil))
        }
        return entries
    }
}
