internal import Glibc

/// The right to stage twins, which any number of processes share: `flock` on `DIR/public.twins`, given back by the
/// system itself when a process dies.
///
/// A process that finds no other one removes the files that ended processes left in the staging folder.
public final class TwinStaging: Sendable {
    private let descriptor: FileDescriptorOwner

    public init(path: String, rootPath: String) throws {
        descriptor = try FileDescriptorOwner(
            open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600), path: path)
        // Whatever the umask took away. Of another owner's file it stays as it is.
        _ = fchmod(descriptor.number, 0o600)
        if Self.lock(descriptor.number, LOCK_EX | LOCK_NB) {
            TreeWalker(rootPath: rootPath).removeStagedTwins()
        }
        guard Self.lock(descriptor.number, LOCK_SH) else { throw TreeError.last(path: path) }
    }

    private static func lock(_ descriptor: Int32, _ operation: Int32) -> Bool {
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { return false }
        }
        return true
    }
}
