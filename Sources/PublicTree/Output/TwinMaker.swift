internal import Glibc

/// A maker of the `.gz` and `.br` twins of files in the public tree, a batch at a time.
///
/// ``stage(_:)`` and ``synchronize()`` need no lock; ``place(_:)`` needs the lock on the tree. A twin gets its place only if the
/// very file that it was made of still stands, and whoever replaces or removes a file removes its twins before: so a
/// twin that stands is its file's.
public final class TwinMaker {
    /// Twins that were staged for one file.
    private struct Staged {
        let path: String
        let source: TwinSource
        let twins: [(suffix: String, temporary: String)]
    }

    private let rootPath: String
    private let folders: FolderCache
    private let label: String
    private let sync: StagedSync
    private let gzip = Gzip()
    private var counter = 0
    private var staged: [Staged] = []
    private var touched: Set<String> = []
    private var failure: TreeError?
    /// Whether anything waits for ``place(_:)``.
    public var hasStaged: Bool { !staged.isEmpty }

    /// The files that lack twins still, as they were changed meanwhile or cannot be read.
    public private(set) var left: Set<String> = []

    /// The first letters of names in the staging folder, which a writer of files leaves alone.
    static let prefix = "twin-"
    /// The number of open folders, beside the open files of a batch.
    private static let folderCapacity = 60

    /// - Parameters:
    ///   - label: Tells the makers of one process apart.
    ///   - sync: Shared by those that one thread has one after the other.
    public init(
        rootPath: String, label: String = "0", sync: StagedSync = StagedSync()
    ) throws {
        self.rootPath = rootPath
        self.label = label
        self.sync = sync
        folders = try FolderCache(rootPath: rootPath, capacity: Self.folderCapacity)
    }

    /// Compresses a file and writes its twins into the staging folder, unless it has both or is gone.
    ///
    /// - Throws: ``TreeError`` if they cannot be written.
    public func stage(_ path: String) throws {
        let name = FolderCache.name(of: path)
        let source: TwinSource?
        do throws(TreeError) {
            guard let folder = try folders.folder(of: path, creating: false) else { return }
            guard !TreeWriter.hasTwins(name, in: folder) else { return }
            source = try TwinSource(name, in: folder, path: rootPath + "/" + path)
        } catch {
            switch error {
            case .inTheWay: return  // A file has the place of its folder by now.
            default:
                left.insert(path)
                failure = failure ?? error
                return
            }
        }
        guard let source else { return }
        guard let bytes = source.read() else {
            left.insert(path)
            return
        }
        // The file may have become short since the note that its twins are missing.
        guard bytes.count > OutputFile.largestWithoutTwins else { return }
        var twins: [(suffix: String, temporary: String)] = []
        do {
            for suffix in TreeWriter.suffixes {
                guard let compressed = compress(bytes, suffix) else { break }
                twins.append((suffix, try write(compressed)))
            }
        } catch {
            discard(twins)
            throw error
        }
        guard twins.count == TreeWriter.suffixes.count else {
            // There is no memory for it now.
            discard(twins)
            left.insert(path)
            return
        }
        staged.append(Staged(path: path, source: source, twins: twins))
    }

    /// Waits until all that is staged is on disk.
    public func synchronize() throws {
        try sync.finish()
    }

    /// Renames staged twins to their final names, in the order of ``stage(_:)``. The caller holds
    /// the tree's lock.
    ///
    /// - Parameter count: The files whose twins are placed at most.
    /// - Returns: Whether more are left to place.
    public func place(_ count: Int) -> Bool {
        for staged in staged.prefix(count) {
            do throws(TreeError) {
                try place(staged)
            } catch {
                left.insert(staged.path)
                failure = failure ?? error
            }
        }
        staged.removeFirst(min(count, staged.count))
        return !staged.isEmpty
    }

    /// Syncs the names of twins to the disk.
    ///
    /// - Throws: ``TreeError`` for a folder that cannot be synced; one that is gone is no fault.
    public func finish() throws {
        try folders.synchronize(touched, mayBeGone: true)
        touched = []
    }

    /// Throws the first error about a single file, once the others were done.
    public func check() throws {
        if let failure { throw failure }
    }

    /// Removes what is staged and was not placed.
    public func abandon() {
        for file in staged { discard(file.twins) }
        staged = []
    }

    private func place(_ staged: Staged) throws(TreeError) {
        let name = FolderCache.name(of: staged.path)
        guard let folder = try folders.folder(of: staged.path, creating: false),
            staged.source.stands(as: name, in: folder)
        else {
            left.insert(staged.path)
            return discard(staged.twins)
        }
        for twin in staged.twins {
            guard renameat(folders.root.number, twin.temporary, folder, name + twin.suffix) == 0
            else {
                let error = TreeError.last(path: rootPath + "/" + staged.path + twin.suffix)
                discard(staged.twins)
                throw error
            }
        }
        touched.insert(FolderCache.parent(of: staged.path))
    }

    private func discard(_ twins: [(suffix: String, temporary: String)]) {
        for twin in twins { unlinkat(folders.root.number, twin.temporary, 0) }
    }

    private func compress(_ bytes: [UInt8], _ suffix: String) -> [UInt8]? {
        suffix == ".gz" ? gzip.compress(bytes) : Brotli.compress(bytes)
    }

    private func write(_ bytes: [UInt8]) throws(TreeError) -> String {
        counter += 1
        let path = "\(TreeWriter.stagingFolder)/\(Self.prefix)\(getpid())-\(label)-\(counter)"
        guard let staging = try folders.folder(of: path, creating: true) else {
            throw TreeError.failed(path: rootPath, reason: "the staging folder is gone")
        }
        let name = FolderCache.name(of: path)
        // Left by a process that had this number once.
        unlinkat(staging, name, 0)
        let file = try TreeWriter.create(name, in: staging, bytes, path: rootPath + "/" + path)
        sync.add(file, path: rootPath)
        return path
    }
}
