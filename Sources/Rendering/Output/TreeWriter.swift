internal import Glibc

/// Writes files of the public tree so that each is whole at any moment, old or new.
///
/// New bytes go to `.new/` in the tree, are synced, and take their place by `rename`; a file whose
/// bytes are equal is not touched. The `.gz` and `.br` twins are removed before the rename and put in
/// place after it, so that no stale twin ever stands beside a newer file.
///
/// One writer works for one thread; the holder of ``TreeLock`` may have several, each with a label of
/// its own, and hand what one staged to another that puts it in place.
public final class TreeWriter {
    public let rootPath: String
    let folders: FolderCache
    private lazy var gzip = Gzip()
    private lazy var brotli = Brotli()
    /// The last file that was compressed: a person's page has two addresses.
    private var compressed: (bytes: [UInt8], twins: [(suffix: String, bytes: [UInt8])])?
    private let label: String
    let sync: StagedSync
    private var counter = 0
    private let isFresh: Bool
    /// Files that wait for ``commit()``, in the order of their renames.
    public internal(set) var staged: [StagedFile] = []
    /// Files put in place or removed since the writer was made.
    public internal(set) var changedFileCount = 0

    static let suffixes = [".gz", ".br"]
    static let stagingFolder = ".new"

    /// - Parameters:
    ///   - label: Tells the writers of one process apart.
    ///   - isFresh: The tree is a new one that nobody sees yet: files are written where they belong,
    ///     and the caller makes them durable.
    ///   - sync: Shared with the writer that puts in place what this one stages.
    public init(
        rootPath: String, label: String = "0", isFresh: Bool = false,
        sync: StagedSync = StagedSync()
    ) throws {
        self.rootPath = rootPath
        self.label = label
        self.sync = sync
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

    /// Hands over what waits, for another writer to put in place.
    public func takeStaged() -> [StagedFile] {
        defer { staged.removeAll(keepingCapacity: true) }
        return staged
    }

    /// Takes over what another writer of the same tree prepared, which shares this one's sync; it comes
    /// after what waits already.
    public func adopt(_ files: [StagedFile]) {
        staged += files
    }

    private func stage(_ file: OutputFile, bytes: [UInt8]) throws {
        let name = FolderCache.name(of: file.path)
        let folder = try folders.folder(of: file.path, creating: false)
        let isCurrent = try folder.map { try self.isCurrent(name, in: $0, bytes: bytes) } ?? false
        if isCurrent, let folder, hasRightTwins(file, name, in: folder) { return }

        var staged = StagedFile(
            path: file.path, temporary: isCurrent ? nil : try writeTemporary(bytes))
        for twin in twins(of: file, bytes) {
            staged.twins.append((twin.suffix, try writeTemporary(twin.bytes)))
        }
        self.staged.append(staged)
    }

    private func writeFresh(_ file: OutputFile, bytes: [UInt8]) throws {
        guard let folder = try folders.folder(of: file.path, creating: true) else { return }
        let name = FolderCache.name(of: file.path)
        _ = try create(name, in: folder, bytes)
        for twin in twins(of: file, bytes) {
            _ = try create(name + twin.suffix, in: folder, twin.bytes)
        }
        changedFileCount += 1
    }

    private func twins(of file: OutputFile, _ bytes: [UInt8]) -> [(suffix: String, bytes: [UInt8])]
    {
        guard file.hasTwins else { return [] }
        if let compressed, compressed.bytes == bytes { return compressed.twins }
        let twins = [(".gz", gzip.compress(bytes)), (".br", brotli.compress(bytes))].compactMap {
            twin in twin.1.map { (twin.0, $0) }
        }
        compressed = (bytes, twins)
        return twins
    }

    private func stageLink(_ path: String, source: String) throws {
        var wanted = stat()
        guard stat(source, &wanted) == 0 else { throw TreeError.last(path: source) }
        if let folder = try folders.folder(of: path, creating: isFresh) {
            let name = FolderCache.name(of: path)
            var found = stat()
            if fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0,
                found.st_ino == wanted.st_ino, found.st_dev == wanted.st_dev
            {
                return
            }
            if isFresh, linkat(AT_FDCWD, source, folder, name, 0) == 0 {
                changedFileCount += 1
                return
            }
        }
        let temporary = nextTemporary()
        guard let staging = try folders.folder(of: temporary, creating: true) else { return }
        if linkat(AT_FDCWD, source, staging, FolderCache.name(of: temporary), 0) == 0 {
            let link = openat(
                staging, FolderCache.name(of: temporary), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
            sync.add(try FileDescriptorOwner(link, path: rootPath + "/" + path), path: source)
            staged.append(StagedFile(path: path, temporary: temporary))
            return
        }
        // Another file system: a copy does as well.
        guard errno == EXDEV || errno == EPERM || errno == EMLINK else {
            throw TreeError.last(path: source)
        }
        let descriptor = try FileDescriptorOwner(open(source, O_RDONLY | O_CLOEXEC), path: source)
        guard let bytes = descriptor.read(size: Int(wanted.st_size)) else {
            throw TreeError.failed(path: source, reason: "changed while it was read")
        }
        staged.append(StagedFile(path: path, temporary: try writeTemporary(bytes)))
    }

    private func isCurrent(_ name: String, in folder: Int32, bytes: [UInt8]) throws -> Bool {
        // Whatever stands there is not waited for: it may be a pipe.
        let number = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
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
        sync.add(try create(FolderCache.name(of: path), in: staging, bytes), path: rootPath)
        return path
    }

    private func create(
        _ name: String, in folder: Int32, _ bytes: [UInt8]
    ) throws -> FileDescriptorOwner {
        // What stands there is not this writer's to change: it may be a hard link to a photo.
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = try FileDescriptorOwner(
            openat(folder, name, flags, 0o644), path: rootPath + "/" + name)
        try descriptor.write(bytes, path: rootPath + "/" + name)
        return descriptor
    }
}
