internal import Glibc

/// A time in which nobody works for a pod: whoever begins waits for its end. See ``WorkerPresence/exclusion(for:)``.
public final class WorkerExclusion: Sendable {
    private let descriptor: CInt

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}
