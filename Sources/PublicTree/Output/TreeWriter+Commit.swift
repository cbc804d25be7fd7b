internal import Glibc

extension TreeWriter {
    /// Syncs everything staged to the disk, then makes it visible in the order it was staged.
    public func commit() throws {
        guard !staged.isEmpty else { return }
        try sync.finish()
        var touched: Set<String> = []
        for file in staged {
            guard let folder = try folders.folder(of: file.path, creating: true) else { continue }
            try put(file, in: folder)
            changedFileCount += 1
            touched.insert(FolderCache.parent(of: file.path))
        }
        staged.removeAll(keepingCapacity: true)
        // A folder that is new is not there after a power cut unless the one it is in was synced.
        try folders.synchronize(touched.union(folders.takeGrownFolders()))
    }

    /// Removes a file and its twins, twins first, and then folders that became empty.
    public func remove(_ path: String) throws {
        guard let folder = try folders.folder(of: path, creating: false) else { return }
        let name = FolderCache.name(of: path)
        for suffix in Self.suffixes { unlinkat(folder, name + suffix, 0) }
        if unlinkat(folder, name, 0) == 0 {
            changedFileCount += 1
            try FolderCache.synchronize(folder, path: rootPath + "/" + FolderCache.parent(of: path))
        } else if errno != ENOENT {
            throw TreeError.last(path: rootPath + "/" + path)
        }
        try removeEmptyFolders(above: path)
    }

    /// Replaces a file. Its old twins are removed before: a twin never exists beside a file that it was not made of.
    private func put(_ file: StagedFile, in folder: Int32) throws {
        let name = FolderCache.name(of: file.path)
        for suffix in Self.suffixes { unlinkat(folder, name + suffix, 0) }
        guard let temporary = file.temporary else { return }
        guard renameat(folders.root.number, temporary, folder, name) == 0 else {
            throw TreeError.last(path: rootPath + "/" + file.path)
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
