internal import Diaspora
internal import Store

/// Adds up what the strangers of a batch leave, over its transaction.
struct StrangerTally {
    private var usages: [String: StrangerUsage] = [:]

    mutating func add(_ usage: StrangerUsage, by sender: DiasporaID) {
        usages[sender.authority, default: StrangerUsage()] += usage
    }

    func store(in transaction: WriteTransaction) throws {
        for (authority, usage) in usages {
            try transaction.addStrangerUsage(usage, of: authority)
        }
    }
}
