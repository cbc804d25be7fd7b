internal import Foundation
internal import Glibc
public import Store

/// Says that a process works for the pod, for as long as it lives; and gives back what was taken by
/// processes that were killed.
///
/// It is `flock` on the pod's folder, which the system gives back however a process ends. Whoever gets it
/// alone knows that nobody else works, and that what is still taken is taken by the dead. Where the file
/// system has no such lock, what they took comes back when its time is over.
public final class WorkerPresence: Sendable {
    private let descriptor: CInt

    /// - Throws: ``StoreError``; a folder that cannot be opened is no reason not to work.
    public init(folder: PodFolder, database: PodDatabase) throws {
        descriptor = open(folder.url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        if lock(LOCK_EX | LOCK_NB) { try database.write { try $0.releaseAllLeases() } }
        _ = lock(LOCK_SH)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private func lock(_ operation: CInt) -> Bool {
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { return false }
        }
        return true
    }
}
