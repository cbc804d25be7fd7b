internal import Glibc

/// An exclusive lock on a file (`flock`), which the system ends when the process that holds it dies.
public final class FileLock: Sendable {
    private let descriptor: CInt

    /// How often a lock that is held is tried for, and the time between: a program that was just started holds its
    /// parent's locks for a moment, until it closes what it inherited.
    private static let retries = (count: 20, microseconds: UInt32(50_000))

    /// Locks a file, which is created if it is missing, and waits for another holder.
    ///
    /// - Throws: ``FileError``.
    public convenience init(path: String) throws {
        try self.init(opening: path)
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Self.failure(path) }
        }
    }

    /// Locks a file that nobody else holds for longer than a second.
    ///
    /// - Returns: nil if another holder keeps it.
    /// - Throws: ``FileError``.
    public static func ifFree(path: String) throws -> FileLock? {
        let lock = try FileLock(opening: path)
        var retriesLeft = retries.count
        while flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw failure(path) }
            guard retriesLeft > 0 else { return nil }
            retriesLeft -= 1
            usleep(retries.microseconds)
        }
        return lock
    }

    private init(opening path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
        // Whatever the umask took away. Of another owner's file it stays as it is.
        _ = fchmod(descriptor, 0o600)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Reads `errno` after a call that failed.
    private static func failure(_ path: String) -> FileError {
        .failed(path: path, reason: String(cString: strerror(errno)))
    }
}
