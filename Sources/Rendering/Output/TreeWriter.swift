internal import Glibc

/// Writes files of the public tree so that each is whole at any moment, old or new.
///
/// New bytes go to `.new/` in the tree, are synced, and take their place by `rename`; a file whose
/// bytes are equal is not touched. The `.gz` and `.br` twins are removed before the rename and put in
/// place after it, so that no stale twin ever stands beside a newer file.
///
/// One writer works for one thread; the holder of ``TreeLock`` may have several.
public final class TreeWriter {
    public let rootPath: String
    private let folders: FolderCache
    private let gzip = Gzip()
    private let label: String
    private var counter = 0
    private var staged: [StagedFile] = []
    private let isFresh: Bool
    /// Files put in place or removed since the writer was made.
    public private(set) var changedFileCount = 0
    /// Files that wait for ``commit()``.
    public var stagedFileCount: Int { staged.count }

    /// One file waiting in `.new/`, with its twins, in the order of their renames.
    private struct StagedFile {
        let path: String
        let temporary: String?
        var twins: [(suffix: String, temporary: String)] = []
    }

    static let suffixes = [".gz", ".br"]
    static let stagingFolder = ".new"

    /// - Parameters:
    ///   - label: Tells the writers of one process apart.
    ///   - isFresh: The tree is a new one that nobody sees yet: files are written where they belong,
    ///     and the caller ends with ``synchronizeAll()``.
    public init(rootPath: String, label: String = "0", isFresh: Bool = false) throws {
        self.rootPath = rootPath
        self.label = label
        self.isFresh = isFresh
        folders = try FolderCache(rootPath: rootPath)
        guard !isFresh else { return }
        _ = try folders.folder(of: Self.stagingFolder + "/x", creating: true)
    }

    /// Prepares a file; ``commit()`` puts it in its place.
    public func stage(_ file: OutputFile) throws {
        switch file.content {
        case .link(let source): try stageLink(file.path, source: source)
        case .bytes(let bytes) where isFresh: try writeFresh(file, bytes: bytes)
        case .bytes(let bytes): try stage(file, bytes: bytes)
        }
    }

    /// Makes everything staged durable, then visible, in the order it was staged.
    public func commit() throws {
        guard !staged.isEmpty else { return }
        try synchronize()
        var touched: Set<String> = []
        for file in staged {
            guard let folder = try folders.folder(of: file.path, creating: true) else { continue }
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
            changedFileCount += 1
            touched.insert(file.path.lastIndex(of: "/").map { String(file.path[..<$0]) } ?? "")
        }
        staged.removeAll(keepingCapacity: true)
        for path in touched {
            if let folder = try folders.folder(
                of: path.isEmpty ? "x" : path + "/x", creating: false)
            {
                fsync(folder)
            }
        }
    }

    /// Removes a file and its twins, twins first, and then folders that became empty.
    public func remove(_ path: String) throws {
        guard let folder = try folders.folder(of: path, creating: false) else { return }
        let name = FolderCache.name(of: path)
        for suffix in Self.suffixes { unlinkat(folder, name + suffix, 0) }
        if unlinkat(folder, name, 0) == 0 {
            changedFileCount += 1
            fsync(folder)
        } else if errno != ENOENT {
            throw TreeError.last(path: rootPath + "/" + path)
        }
        try removeEmptyFolders(above: path)
    }

    /// Makes a fresh tree durable: everything on disk, at once. `sync` returns when it is done (Linux).
    public func synchronizeAll() throws {
        sync()
    }

    // MARK: - Fresh trees

    private func writeFresh(_ file: OutputFile, bytes: [UInt8]) throws {
        guard let folder = try folders.folder(of: file.path, creating: true) else { return }
        let name = FolderCache.name(of: file.path)
        try create(name, in: folder, bytes)
        if file.hasTwins {
            if let compressed = gzip.compress(bytes) {
                try create(name + ".gz", in: folder, compressed)
            }
            if let compressed = Brotli.compress(bytes) {
                try create(name + ".br", in: folder, compressed)
            }
        }
        changedFileCount += 1
    }

    private func create(_ name: String, in folder: Int32, _ bytes: [UInt8]) throws {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
        let descriptor = try FileDescriptorOwner(
            openat(folder, name, flags, 0o644), path: rootPath + "/" + name)
        try descriptor.write(bytes, path: rootPath + "/" + name)
    }

    // MARK: - Staging

    private func stage(_ file: OutputFile, bytes: [UInt8]) throws {
        let name = FolderCache.name(of: file.path)
        let folder = try folders.folder(of: file.path, creating: false)
        let isCurrent = try folder.map { try self.isCurrent(name, in: $0, bytes: bytes) } ?? false
        if isCurrent, let folder, hasRightTwins(file, name, in: folder) { return }

        var staged = StagedFile(
            path: file.path, temporary: isCurrent ? nil : try writeTemporary(bytes))
        if file.hasTwins {
            if let compressed = gzip.compress(bytes) {
                staged.twins.append((".gz", try writeTemporary(compressed)))
            }
            if let compressed = Brotli.compress(bytes) {
                staged.twins.append((".br", try writeTemporary(compressed)))
            }
        }
        self.staged.append(staged)
    }

    private func stageLink(_ path: String, source: String) throws {
        let name = FolderCache.name(of: path)
        var wanted = stat()
        guard stat(source, &wanted) == 0 else { throw TreeError.last(path: source) }
        if let folder = try folders.folder(of: path, creating: false) {
            var found = stat()
            if fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0,
                found.st_ino == wanted.st_ino, found.st_dev == wanted.st_dev
            {
                return
            }
        }
        if isFresh, let folder = try folders.folder(of: path, creating: true),
            linkat(AT_FDCWD, source, folder, name, 0) == 0
        {
            changedFileCount += 1
            return
        }
        let temporary = nextTemporary()
        guard let staging = try folders.folder(of: temporary, creating: true) else { return }
        let temporaryName = FolderCache.name(of: temporary)
        if linkat(AT_FDCWD, source, staging, temporaryName, 0) != 0 {
            // Another file system: a copy does as well.
            guard errno == EXDEV || errno == EPERM || errno == EMLINK else {
                throw TreeError.last(path: source)
            }
            let descriptor = try FileDescriptorOwner(
                open(source, O_RDONLY | O_CLOEXEC), path: source)
            guard let bytes = descriptor.read(size: Int(wanted.st_size)) else {
                throw TreeError.failed(path: source, reason: "changed while it was read")
            }
            staged.append(StagedFile(path: path, temporary: try writeTemporary(bytes)))
            return
        }
        staged.append(StagedFile(path: path, temporary: temporary))
    }

    private func isCurrent(_ name: String, in folder: Int32, bytes: [UInt8]) throws -> Bool {
        let number = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { return false }
        let descriptor = try FileDescriptorOwner(number, path: name)
        return descriptor.read(size: bytes.count) == bytes
    }

    private func hasRightTwins(_ file: OutputFile, _ name: String, in folder: Int32) -> Bool {
        Self.suffixes.allSatisfy { suffix in
            (faccessat(folder, name + suffix, F_OK, 0) == 0) == file.hasTwins
        }
    }

    private func nextTemporary() -> String {
        counter += 1
        return "\(Self.stagingFolder)/\(label)-\(counter)"
    }

    private func writeTemporary(_ bytes: [UInt8]) throws -> String {
        let path = nextTemporary()
        guard let staging = try folders.folder(of: path, creating: true) else {
            throw TreeError.failed(path: rootPath, reason: "the staging folder is gone")
        }
        try create(FolderCache.name(of: path), in: staging, bytes)
        return path
    }

    // MARK: - Committing

    /// A few files are synced one by one; of many, everything at once: `sync` returns
    /// when it is done (Linux).
    private func synchronize() throws {
        let temporaries = staged.flatMap { file in
            [file.temporary].compactMap { $0 } + file.twins.map(\.temporary)
        }
        guard temporaries.count <= 200 else {
            sync()
            return
        }
        for temporary in temporaries {
            guard let folder = try folders.folder(of: temporary, creating: false) else { continue }
            let descriptor = try FileDescriptorOwner(
                openat(folder, FolderCache.name(of: temporary), O_RDONLY | O_CLOEXEC),
                path: rootPath + "/" + temporary)
            guard fdatasync(descriptor.number) == 0 else { throw TreeError.last(path: rootPath) }
        }
    }

    private func rename(
        _ temporary: String, to name: String, in folder: Int32, path: String
    ) throws {
        guard
            renameat(folders.root.number, temporary, folder, name) == 0
        else { throw TreeError.last(path: rootPath + "/" + path) }
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
