internal import Foundation
internal import Glibc
public import Store
internal import Synchronization
internal import SystemPackage

/// A process among those that work for the pod, for as long as it lives.
///
/// Its number is a row of the table `worker` and a byte of `workers.lock`, which it locks: the system takes
/// the lock back however a process ends, so that others know at once whether it lives, whatever the clock
/// says. A lock on the pod's folder, which all share, tells commands whether anybody works at all.
public final class WorkerPresence: Sendable {
    /// The worker's number, never used twice.
    public let id: Int64
    private let database: PodDatabase
    private let folder: CInt
    private let locks: LockedBytes
    private let owed = Mutex<[Int64]>([])

    /// Registers this process as a worker and locks its byte in the lock file.
    ///
    /// - Throws: ``StoreError``.
    public init(folder: PodFolder, database: PodDatabase, clock: PodClock) throws {
        let locks = try LockedBytes(path: folder.workersLock.path)
        id = try database.write { transaction in
            let id = try transaction.insertWorker(at: clock.now())
            // Locked before others can see the row.
            try locks.lock(id)
            return id
        }
        self.database = database
        self.locks = locks
        self.folder = open(folder.url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // A folder that cannot be opened is no reason not to work.
        if self.folder >= 0 { _ = Self.lock(self.folder, LOCK_SH) }
    }

    /// Whether some process works for the pod, as far as the file system tells.
    public static func isWorking(for folder: PodFolder) -> Bool {
        // A folder that cannot be opened is nobody's place of work.
        (try? exclusion(for: folder) == nil) ?? false
    }

    /// Prevents processes from beginning to work for the pod, as long as the returned value exists.
    ///
    /// - Returns: nil if one works already.
    /// - Throws: `Errno` if the folder cannot be opened.
    public static func exclusion(for folder: PodFolder) throws -> WorkerExclusion? {
        let descriptor = open(folder.url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        let exclusion = WorkerExclusion(descriptor)
        return lock(descriptor, LOCK_EX | LOCK_NB) ? exclusion : nil
    }

    deinit {
        if folder >= 0 { close(folder) }
    }

    /// Removes the workers whose processes have ended, and returns them with the work that they had
    /// leased.
    public func removeDead() throws -> [DeadWorker] {
        guard try !dead(among: database.read { try $0.otherWorkers(than: id) }).isEmpty else {
            return []
        }
        return try database.write { transaction in
            try dead(among: transaction.reading.otherWorkers(than: id))
                .map { try transaction.removeDeadWorker(id: $0) }
        }
    }

    /// Whether no worker that lives is older: work that one process does for all is its work.
    public func isFirst() throws -> Bool {
        let older = try database.read { try $0.otherWorkers(than: id) }.filter { $0 < id }
        return dead(among: older).count == older.count
    }

    /// Returns those of the given workers whose processes have ended.
    public func dead(among workers: [Int64]) -> [Int64] { workers.filter { !locks.isLocked($0) } }

    /// Ends the worker in good order: releases its leases without counting a death.
    public func end() throws {
        try database.write { try $0.removeWorker(id: id) }
    }

    /// Releases entries that were not processed, now or with the next ones.
    public func giveBack(_ ids: [Int64]) throws {
        let ids = owed.withLock { owed in
            defer { owed = [] }
            return owed + ids
        }
        guard !ids.isEmpty else { return }
        do {
            try database.write { try $0.releaseInboxLeases(ids: ids) }
        } catch {
            owed.withLock { $0 += ids }
            throw error
        }
    }

    private static func lock(_ descriptor: CInt, _ operation: CInt) -> Bool {
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { return false }
        }
        return true
    }
}
