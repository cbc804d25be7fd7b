internal import Diaspora
public import Store

/// The currently blocked pods; commands of other processes change them.
public struct PodBlocks: Sendable {
    private let database: PodDatabase

    public init(database: PodDatabase) {
        self.database = database
    }

    func contain(_ pod: PodName) throws -> Bool {
        try database.read { try $0.isBlocked(pod) }
    }
}
