internal import Synchronization

/// The texts that were logged already, and are not logged again while the process runs.
public final class LogDeduplicator: Sendable {

    public init() {
    }
    private let said = Mutex<Set<String>>([])

    /// Whether a text has not been logged before; records it as logged.
    public func isNew(_ text: String) -> Bool {
        said.withLock { said in
            if said.count > 1_000 { said.removeAll() }
            return said.insert(text).inserted
        }
    }
}
