public import Store
public import Workers

/// The leases that this process holds of deliveries, whatever their channel, among those of other processes.
public struct DeliveryLeases: Sendable {
    private let database: PodDatabase
    /// This process among the workers.
    private let presence: WorkerPresence

    public init(database: PodDatabase, presence: WorkerPresence) {
        self.database = database
        self.presence = presence
    }

    /// Releases what this process has leased.
    func release() throws {
        try database.write { try $0.releaseLeases(ofWorker: presence.id) }
    }

    /// Releases what workers had leased that died.
    ///
    /// - Returns: Whether there was anything.
    @discardableResult
    func releaseOfTheDead() throws -> Bool {
        let dead = try presence.dead(
            among: database.read { database in
                try database.sendingWorkers(otherThan: presence.id)
            })
        guard !dead.isEmpty else { return false }
        try database.write { transaction in
            for id in dead { try transaction.releaseLeases(ofWorker: id) }
        }
        return true
    }
}
