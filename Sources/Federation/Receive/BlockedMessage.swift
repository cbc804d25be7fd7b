internal import Diaspora
internal import Store

/// Whether a message has to do with a pod that is blocked.
struct BlockedMessage {
    private let database: ReadTransaction
    private let names: Set<String>

    init(_ database: ReadTransaction) throws {
        self.database = database
        names = Set(try database.blockedPods().map(\.name))
    }

    /// Finds the blocked pod that a message comes from, or was written on; that somebody moves to or from; or that
    /// has the post that it shares, unless that is here.
    func pod(of message: IncomingMessage) throws -> PodName? {
        guard !names.isEmpty else { return nil }
        var people = [message.sender, message.entity.author]
        if case .accountMigration(let migration) = message.entity {
            people += [migration.oldIdentity, migration.newIdentity]
        }
        for id in people where isBlocked(id.pod) { return id.pod }
        guard case .reshare(let reshare) = message.entity, let root = reshare.root,
            isBlocked(root.author.pod), try database.post(root.guid) == nil
        else { return nil }
        return root.author.pod
    }

    private func isBlocked(_ pod: PodName) -> Bool { pod.names.contains(where: names.contains) }
}
