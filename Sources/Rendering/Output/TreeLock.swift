internal import Glibc

/// The right to write into the public tree: `flock` on `DIR/public.lock`, given back by the system
/// itself when the process dies.
public final class TreeLock {
    private let descriptor: FileDescriptorOwner

    /// - Parameter isWaiting: Waits for another holder; otherwise it is an error.
    public init(path: String, isWaiting: Bool = true) throws {
        descriptor = try FileDescriptorOwner(
            open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600), path: path)
        // Whatever the umask took away. Of another owner's file it stays as it is.
        _ = fchmod(descriptor.number, 0o600)
        while flock(descriptor.number, isWaiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            if errno == EWOULDBLOCK { throw TreeError.locked(path: path) }
            throw TreeError.last(path: path)
        }
    }
}
