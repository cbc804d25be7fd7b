internal import Synchronization

/// What has been said already, and need not be said again while the process runs.
final class Complaints: Sendable {
    private let said = Mutex<Set<String>>([])

    func isNew(_ text: String) -> Bool {
        said.withLock { said in
            if said.count > 1_000 { said.removeAll() }
            return said.insert(text).inserted
        }
    }
}
