internal import Diaspora
public import Store

/// The pods that this one has nothing to do with, as they are now: commands of other processes change them.
public struct PodBlocks: Sendable {
    private let database: PodDatabase

    public init(database: PodDatabase) {
        self.database = database
    }

    func contain(_ pod: PodName) throws -> Bool {
        try database.read { try $0.isBlocked(pod) }
    }
}
