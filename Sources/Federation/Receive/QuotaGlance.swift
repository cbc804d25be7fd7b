internal import Diaspora
internal import Store

/// What a ``StrangerQuota`` says of the senders of one transaction, each looked up once: what the transaction itself leaves is
/// added up at its end.
struct QuotaGlance {
    private let quota: StrangerQuota
    private var isStranger: [DiasporaID: Bool] = [:]
    private var isReached: [String: Bool] = [:]

    init(_ quota: StrangerQuota) { self.quota = quota }

    /// Whether a message is by a stranger and adds something.
    mutating func concerns(_ message: VerifiedMessage, in database: ReadTransaction) throws -> Bool
    {
        guard message.entity.leavesSomething else { return false }
        if let known = isStranger[message.sender] { return known }
        let found = try quota.isStranger(message.sender, in: database)
        isStranger[message.sender] = found
        return found
    }

    /// Whether strangers of somebody's host, or all together, have left as much as they may.
    mutating func isReached(by sender: DiasporaID, in database: ReadTransaction) throws -> Bool {
        if let known = isReached[sender.authority] { return known }
        let found = try quota.isReached(by: sender, in: database)
        isReached[sender.authority] = found
        return found
    }
}
