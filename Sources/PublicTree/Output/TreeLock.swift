internal import Glibc

/// The right to write into the public tree: `flock` on `DIR/public.lock`, given back by the system
/// itself when the process dies.
public final class TreeLock: Sendable {
    private let descriptor: FileDescriptorOwner

    /// A program that was just started holds its parent's locks for a moment, until it closes what it
    /// inherited.
    private static let moment = (tries: 20, microseconds: UInt32(50_000))

    /// - Parameter isWaiting: Waits for another holder; otherwise it is an error after a second.
    public init(path: String, isWaiting: Bool = true) throws {
        descriptor = try FileDescriptorOwner(
            open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600), path: path)
        // Whatever the umask took away. Of another owner's file it stays as it is.
        _ = fchmod(descriptor.number, 0o600)
        var triesLeft = Self.moment.tries
        while flock(descriptor.number, isWaiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw TreeError.last(path: path) }
            triesLeft -= 1
            guard triesLeft > 0 else { throw TreeError.locked(path: path) }
            usleep(Self.moment.microseconds)
        }
    }
}
