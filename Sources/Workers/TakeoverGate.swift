/// A gate that keeps the workers of a process waiting until one of them has taken over the leases
/// of a dead process.
///
/// What is tried alone after a death must be alone in its process: were a message tried while a page that
/// ends the process is rendered, the message would be blamed for it. Attack 65.
public final class TakeoverGate: Sendable {
    private let opening: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    public init() {
        (opening, continuation) = AsyncStream.makeStream(of: Never.self)
    }

    /// Opens the gate for good.
    public func open() { continuation.finish() }

    /// Waits until it is open, or the task is cancelled. One task alone may wait.
    public func pass() async {
        for await _ in opening {}
    }
}
