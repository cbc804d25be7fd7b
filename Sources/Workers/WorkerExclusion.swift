internal import Glibc

/// A time in which no worker runs for a pod; a worker that begins waits for its end. See ``WorkerPresence/exclusion(for:)``.
public final class WorkerExclusion: Sendable {
    private let descriptor: CInt

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}
