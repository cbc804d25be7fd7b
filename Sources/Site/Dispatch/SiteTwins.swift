internal import Blocking
public import Foundation
internal import PublicTree
public import Store
internal import Synchronization

/// The maker of the `.gz` and `.br` twins of files of the public tree that lack them, after the
/// pages are live.
///
/// Files are compressed without any lock; the tree's is held for a few renames at a time. Notes are read a batch at a
/// time, before the tree is looked at, and removed once the names of twins are on disk.
public struct SiteTwins: Sendable {
    private let database: PodDatabase
    private let folder: PodFolder
    private let threadCount: Int
    /// The hook called when the twins of some files are compressed and not in place yet.
    var onStaged: (@Sendable ([String]) throws -> Void)?

    /// The number of files in a batch, each of which is held open.
    private static let batchSize = 128
    /// Files whose twins get their places before others may have the tree's lock.
    private static let placedAtOnce = 32

    /// - Parameter threadCount: The threads that compress, the caller's among them.
    public init(database: PodDatabase, folder: PodFolder, threadCount: Int = 1) {
        self.database = database
        self.folder = folder
        self.threadCount = threadCount
    }

    /// Returns the ID of the newest row; rows inserted from now on have higher ones.
    public func lastNote() throws -> Int64 {
        try database.read { try $0.lastTwinlessFileID() }
    }

    /// Makes the twins of the files recorded now. A file that changes meanwhile stays recorded.
    ///
    /// - Parameters:
    ///   - note: Only those with a higher number.
    ///   - isCancelled: Asked between files.
    /// - Throws: The error that stopped the run; that of an unreadable file only after its batch.
    public func make(
        after note: Int64 = 0, isCancelled: @Sendable () -> Bool = { false },
        progress: SiteProgress = { _, _ in }
    ) throws {
        let (last, count) = try database.read {
            (try $0.lastTwinlessFileID(), try $0.twinlessFileCount(after: note))
        }
        // Without a tree there is nothing to compress; the build that makes it notes its files.
        guard FileManager.default.fileExists(atPath: folder.tree.path) else { return }
        let staging = try TwinStaging(
            path: folder.twinStaging.path, rootPath: folder.tree.path)
        defer { withExtendedLifetime(staging) {} }
        let cursor = Mutex(note)
        let done = Atomic<Int>(0)
        let threads = Threads(count: min(threadCount, count / Self.batchSize + 1))
        try threads.run { worker in
            let sync = StagedSync(isOneByOne: count <= Self.batchSize)
            while !isCancelled() {
                let files = try next(cursor, through: last)
                guard !files.isEmpty else { break }
                // The tree that stands when notes are read is theirs, or a newer one.
                let maker = try TwinMaker(
                    rootPath: folder.tree.path, label: "\(worker)", sync: sync)
                guard try make(files.map(\.path), maker, isCancelled) else { break }
                let made = files.filter { !maker.left.contains($0.path) }
                try database.write { try $0.removeTwinlessFiles(ids: made.map(\.id)) }
                try maker.check()
                progress(done.add(files.count, ordering: .relaxed).newValue, count)
            }
        }
    }

    /// Makes the twins of a copy of the tree, which nobody else writes.
    public func make(
        of report: SiteReport, in copy: URL, progress: SiteProgress = { _, _ in }
    ) throws {
        let paths = report.twinless
        let next = Atomic<Int>(0)
        try Threads(count: threadCount).run { worker in
            // A copy need not survive a power cut.
            let sync = StagedSync(isOneByOne: false)
            while true {
                let first = next.add(Self.batchSize, ordering: .relaxed).oldValue
                guard first < paths.count else { break }
                let last = min(first + Self.batchSize, paths.count)
                let maker = try TwinMaker(rootPath: copy.path, label: "\(worker)", sync: sync)
                for path in paths[first..<last] { try maker.stage(path) }
                _ = maker.place(last - first)
                try maker.check()
                progress(last, paths.count)
            }
        }
        TreeWalker(rootPath: copy.path).removeEmptyStaging()
    }

    private func next(_ cursor: borrowing Mutex<Int64>, through last: Int64) throws
        -> [TwinlessFile]
    {
        try cursor.withLock { cursor in
            let files = try database.read {
                try $0.twinlessFiles(after: cursor, through: last, limit: Self.batchSize)
            }
            cursor = files.last?.id ?? last
            return files
        }
    }

    /// Makes the twins of a batch.
    ///
    /// - Returns: Whether it was not cancelled.
    private func make(
        _ paths: [String], _ maker: TwinMaker, _ isCancelled: () -> Bool
    ) throws -> Bool {
        do {
            for path in paths {
                guard !isCancelled() else {
                    maker.abandon()
                    return false
                }
                try maker.stage(path)
            }
            try maker.synchronize()
            try onStaged?(paths)
            var isPlacing = maker.hasStaged
            while isPlacing {
                let lock = try FileLock(path: folder.treeLock.path)
                defer { withExtendedLifetime(lock) {} }
                isPlacing = maker.place(Self.placedAtOnce)
            }
            try maker.finish()
            return true
        } catch {
            maker.abandon()
            throw error
        }
    }
}
