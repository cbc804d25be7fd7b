internal import Glibc

/// A writer of files of the public tree, each of which is whole at any moment, old or new.
///
/// New bytes go to `.new/` in the tree, are synced, and take their place by `rename`; a file whose
/// bytes are equal is not touched. Its `.gz` and `.br` twins are removed before the rename, so that no
/// stale twin ever stands beside a newer file; ``TwinMaker`` makes the new ones later.
///
/// One writer works for one thread; the holder of the lock on the tree may have several, each with a label of
/// its own, and hand what one staged to another that puts it in place.
public final class TreeWriter {
    /// The path of the tree's root.
    public let rootPath: String
    let folders: FolderCache
    private let label: String
    let sync: StagedSync
    private var counter = 0
    private let isFresh: Bool
    /// The files staged for ``commit()``, in the order of their renames.
    public internal(set) var staged: [StagedFile] = []
    /// The number of files put in place or removed since the writer was created.
    public internal(set) var changedFileCount = 0
    private var twinless: [String] = []

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

    /// Returns and clears the staged files, for another writer to put in place.
    public func takeStaged() -> [StagedFile] {
        defer { staged.removeAll(keepingCapacity: true) }
        return staged
    }

    /// Returns and clears the list of files that were staged since the last call, or found up to
    /// date, and that lack their precompressed twins.
    public func takeTwinless() -> [String] {
        defer { twinless.removeAll(keepingCapacity: true) }
        return twinless
    }

    /// Appends the files that another writer of the same tree staged, which shares this one's sync,
    /// to those staged here.
    public func adopt(_ files: [StagedFile]) {
        staged += files
    }

    private func stage(_ file: OutputFile, bytes: [UInt8]) throws {
        let name = FolderCache.name(of: file.path)
        let folder = try folders.folder(of: file.path, creating: false)
        let isCurrent = try folder.map { try self.isCurrent(name, in: $0, bytes: bytes) } ?? false
        if isCurrent, let folder {
            guard !file.hasTwins else {
                if !Self.hasTwins(name, in: folder) { twinless.append(file.path) }
                return
            }
            guard Self.hasAnyTwin(name, in: folder) else { return }
        }
        staged.append(
            StagedFile(path: file.path, temporary: isCurrent ? nil : try writeTemporary(bytes)))
        if file.hasTwins { twinless.append(file.path) }
    }

    private func writeFresh(_ file: OutputFile, bytes: [UInt8]) throws {
        guard let folder = try folders.folder(of: file.path, creating: true) else { return }
        let name = FolderCache.name(of: file.path)
        _ = try Self.create(name, in: folder, bytes, path: rootPath + "/" + file.path)
        changedFileCount += 1
        if file.hasTwins { twinless.append(file.path) }
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

    /// Whether all twins of a file stand.
    static func hasTwins(_ name: String, in folder: Int32) -> Bool {
        suffixes.allSatisfy { faccessat(folder, name + $0, F_OK, 0) == 0 }
    }

    private static func hasAnyTwin(_ name: String, in folder: Int32) -> Bool {
        suffixes.contains { faccessat(folder, name + $0, F_OK, 0) == 0 }
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
        let file = try Self.create(
            FolderCache.name(of: path), in: staging, bytes, path: rootPath + "/" + path)
        sync.add(file, path: rootPath)
        return path
    }

    static func create(
        _ name: String, in folder: Int32, _ bytes: [UInt8], path: String
    ) throws(TreeError) -> FileDescriptorOwner {
        // What stands there is not this writer's to change: it may be a hard link to a photo.
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = try FileDescriptorOwner(
            openat(folder, name, flags, 0o644), path: path)
        try descriptor.write(bytes, path: path)
        return descriptor
    }
}
