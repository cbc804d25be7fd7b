internal import Glibc

/// Folders of the tree, opened step by step from its root without following symbolic links, so that a
/// link planted in the tree leads nothing outside of it.
final class FolderCache {
    let root: FileDescriptorOwner
    private let rootPath: String
    private var folders: [String: Int32] = [:]
    private var grownFolders: Set<String> = []
    private let capacity: Int

    /// - Parameter capacity: The folders that are open at a time.
    init(rootPath: String, capacity: Int = 400) throws(TreeError) {
        self.rootPath = rootPath
        self.capacity = capacity
        root = try FileDescriptorOwner(
            open(rootPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path: rootPath)
    }

    deinit { closeAll() }

    /// Returns the open folder of a file's path.
    ///
    /// - Parameter creating: Makes missing folders.
    /// - Returns: A descriptor the cache owns, valid until the next call; `nil` if it is missing.
    func folder(of path: String, creating: Bool) throws(TreeError) -> Int32? {
        guard let slash = path.lastIndex(of: "/") else { return root.number }
        return try folder(String(path[..<slash]), creating: creating)
    }

    /// Returns the last segment of a path.
    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// Returns a path without its last segment; `""` for one in the root.
    static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// Returns and clears the folders that got a new subfolder since the last call, to be synced;
    /// `""` is the root.
    func takeGrownFolders() -> Set<String> {
        defer { grownFolders.removeAll() }
        return grownFolders
    }

    /// Syncs the names in folders to the disk.
    ///
    /// - Parameter mayBeGone: A folder that is not there is no fault.
    func synchronize(_ paths: Set<String>, mayBeGone: Bool = false) throws(TreeError) {
        let root = root.number
        try ParallelSync.forEach(paths.sorted()) { [rootPath] path throws(TreeError) in
            let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            let number = openat(root, path.isEmpty ? "." : path, flags)
            if number < 0, mayBeGone, errno == ENOENT { return }
            let folder = try FileDescriptorOwner(number, path: rootPath + "/" + path)
            try Self.synchronize(folder.number, path: rootPath + "/" + path)
        }
    }

    /// Flushes a folder's entries to the disk.
    ///
    /// - Throws: ``TreeError``, but not if the file system cannot sync folders (`EINVAL`).
    static func synchronize(_ folder: Int32, path: String) throws(TreeError) {
        guard fsync(folder) == 0 || errno == EINVAL else { throw TreeError.last(path: path) }
    }

    func closeAll() {
        for descriptor in folders.values { close(descriptor) }
        folders.removeAll()
    }

    private func folder(_ path: String, creating: Bool) throws(TreeError) -> Int32? {
        if let known = folders[path] { return known }
        let parent: Int32
        if path.contains("/") {
            guard let opened = try folder(of: path, creating: creating) else { return nil }
            parent = opened
        } else {
            parent = root.number
        }
        let name = Self.name(of: path)
        var descriptor = openFolder(parent, name)
        if descriptor < 0, errno == ENOENT {
            guard creating else { return nil }
            guard mkdirat(parent, name, 0o755) == 0 || errno == EEXIST else {
                throw TreeError.last(path: rootPath + "/" + path)
            }
            grownFolders.insert(Self.parent(of: path))
            descriptor = openFolder(parent, name)
        }
        guard descriptor >= 0 else { throw TreeError.last(path: rootPath + "/" + path) }
        if folders.count >= capacity { closeAll() }
        folders[path] = descriptor
        return descriptor
    }

    private func openFolder(_ parent: Int32, _ name: String) -> Int32 {
        openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
}
