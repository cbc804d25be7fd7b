internal import Glibc

extension TreeWriter {
    /// Each may hold three old ones open until they are closed.
    private static let fewFiles = 50

    /// Makes everything staged durable, then visible, in the order it was staged.
    public func commit() throws {
        guard !staged.isEmpty else { return }
        try sync.finish()
        let replaced = staged.count <= Self.fewFiles ? ReplacedFiles() : nil
        var touched: Set<String> = []
        for file in staged {
            guard let folder = try folders.folder(of: file.path, creating: true) else { continue }
            if let replaced {
                let name = FolderCache.name(of: file.path)
                let names = [name] + Self.suffixes.map { name + $0 }
                try replaced.hold(names, in: folder) { try put(file, in: folder) }
            } else {
                try put(file, in: folder)
            }
            changedFileCount += 1
            touched.insert(FolderCache.parent(of: file.path))
        }
        staged.removeAll(keepingCapacity: true)
        // A folder that is new is not there after a power cut unless the one it is in was synced.
        try synchronize(touched.union(folders.takeGrownFolders()))
    }

    /// Makes the names in folders durable.
    func synchronize(_ folders: Set<String>) throws(TreeError) {
        let root = self.folders.root.number
        try ParallelSync.forEach(folders.sorted()) { [rootPath] path throws(TreeError) in
            let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            let folder = try FileDescriptorOwner(
                openat(root, path.isEmpty ? "." : path, flags), path: rootPath + "/" + path)
            try Self.synchronize(folder.number, path: rootPath + "/" + path)
        }
    }

    /// - Throws: What the disk says; that a file system syncs no folders (`EINVAL`) is no fault.
    static func synchronize(_ folder: Int32, path: String) throws(TreeError) {
        guard fsync(folder) == 0 || errno == EINVAL else { throw TreeError.last(path: path) }
    }

    /// Removes a file and its twins, twins first, and then folders that became empty.
    public func remove(_ path: String) throws {
        guard let folder = try folders.folder(of: path, creating: false) else { return }
        let name = FolderCache.name(of: path)
        for suffix in Self.suffixes { unlinkat(folder, name + suffix, 0) }
        if unlinkat(folder, name, 0) == 0 {
            changedFileCount += 1
            try Self.synchronize(folder, path: rootPath + "/" + FolderCache.parent(of: path))
        } else if errno != ENOENT {
            throw TreeError.last(path: rootPath + "/" + path)
        }
        try removeEmptyFolders(above: path)
    }

    private func put(_ file: StagedFile, in folder: Int32) throws {
        let name = FolderCache.name(of: file.path)
        if file.temporary != nil || file.twins.isEmpty {
            for suffix in Self.suffixes { unlinkat(folder, name + suffix, 0) }
        }
        if let temporary = file.temporary {
            try rename(temporary, to: name, in: folder, path: file.path)
        }
        for twin in file.twins {
            try rename(twin.temporary, to: name + twin.suffix, in: folder, path: file.path)
        }
    }

    private func rename(
        _ temporary: String, to name: String, in folder: Int32, path: String
    ) throws {
        guard renameat(folders.root.number, temporary, folder, name) == 0 else {
            throw TreeError.last(path: rootPath + "/" + path)
        }
    }

    private func removeEmptyFolders(above path: String) throws {
        var path = path
        while let slash = path.lastIndex(of: "/") {
            path = String(path[..<slash])
            folders.closeAll()
            guard let parent = try folders.folder(of: path, creating: false),
                unlinkat(parent, FolderCache.name(of: path), AT_REMOVEDIR) == 0
            else { return }
        }
    }
}
