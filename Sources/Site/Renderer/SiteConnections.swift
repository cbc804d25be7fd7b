internal import Store
internal import Synchronization

/// Connections that only see what is public: opened for a worker, and kept for the next one with the
/// statements it prepared.
final class SiteConnections: Sendable {
    private let databasePath: String
    private let free = Mutex<[PublicSite]>([])

    init(databasePath: String) {
        self.databasePath = databasePath
    }

    func take() throws -> PublicSite {
        if let site = free.withLock({ $0.popLast() }) { return site }
        return try PublicSite(path: databasePath)
    }

    func giveBack(_ site: PublicSite) {
        free.withLock { $0.append(site) }
    }
}
