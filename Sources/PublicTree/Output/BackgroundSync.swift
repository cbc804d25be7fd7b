internal import Dispatch
internal import Glibc

/// The sync of written files in the background, so that little is left to sync at the end. `sync`
/// returns when everything written before it is on disk (Linux).
public final class BackgroundSync: Sendable {
    private let queue = DispatchQueue(label: "sync")
    private let stop = DispatchSemaphore(value: 0)
    private static let interval = DispatchTimeInterval.milliseconds(500)

    public init() {
        queue.async { [stop] in
            while stop.wait(timeout: .now() + Self.interval) == .timedOut { sync() }
        }
    }

    deinit { stop.signal() }

    /// Waits until everything written so far is on disk.
    public func finish() {
        stop.signal()
        queue.sync { sync() }
    }
}
