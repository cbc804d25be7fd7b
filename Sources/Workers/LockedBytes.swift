internal import Glibc
internal import Store

/// A file whose bytes are locked, each by one process or by none.
///
/// The locks belong to the open file (`F_OFD_SETLK`), not to the process: they end when it is closed, and two
/// of them in one process are two. Spec: fcntl(2), "Open file description locks".
final class LockedBytes: Sendable {
    // Macros that Swift's Glibc does not have; the same on every architecture of Linux.
    private static let queryCommand: CInt = 36
    private static let lockCommand: CInt = 37

    private let path: String
    private let descriptor: CInt

    /// Opens the lock file, and creates it if it is missing.
    ///
    /// - Throws: ``StoreError``.
    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Locks one byte of the file without waiting.
    ///
    /// - Throws: ``StoreError`` if another has it, or the file system has no locks.
    func lock(_ offset: Int64) throws {
        var lock = Self.description(offset)
        while fcntl(descriptor, Self.lockCommand, &lock) != 0 {
            guard errno == EINTR else { throw Self.failure(path) }
        }
    }

    /// Whether another has it; one that cannot be asked for counts as locked.
    func isLocked(_ offset: Int64) -> Bool {
        var lock = Self.description(offset)
        guard fcntl(descriptor, Self.queryCommand, &lock) == 0 else { return true }
        return lock.l_type != Int16(F_UNLCK)
    }

    private static func description(_ offset: Int64) -> flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = Int(offset)
        lock.l_len = 1
        return lock
    }

    private static func failure(_ path: String) -> StoreError {
        .failed(path: path, reason: String(cString: strerror(errno)))
    }
}
