internal import Synchronization

/// An error that is logged once for as long as it stays the same, however often it occurs.
public final class StandingError: Sendable {

    public init() {
    }
    private let text = Mutex("")

    /// Records an error.
    ///
    /// - Returns: Whether it differs from the one that was noted last.
    public func isNew(_ error: any Error) -> Bool {
        text.withLock { text in
            defer { text = "\(error)" }
            return text != "\(error)"
        }
    }

    /// Records that there is no error now.
    public func end() { text.withLock { $0 = "" } }
}
