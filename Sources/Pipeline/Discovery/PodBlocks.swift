public import Store

/// The pods that this one has nothing to do with, as they are now: commands of other processes change them.
public struct PodBlocks: Sendable {
    private let database: PodDatabase

    public init(database: PodDatabase) {
        self.database = database
    }

    /// Their names.
    func names() throws -> Set<String> {
        Set(try database.read { try $0.blockedPods() }.map(\.name))
    }
}
