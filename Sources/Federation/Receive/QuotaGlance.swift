internal import Diaspora
internal import Store

/// What a ``StrangerQuota`` says of the senders of one transaction, each looked up once: what the transaction itself leaves is
/// added up at its end.
struct QuotaGlance {
    private let quota: StrangerQuota
    private var isStranger: [DiasporaID: Bool] = [:]
    private var isReached: [String: Bool] = [:]

    init(_ quota: StrangerQuota) { self.quota = quota }

    /// Whether a message is sent by a stranger and adds something.
    mutating func concerns(_ message: VerifiedMessage, in database: ReadTransaction) throws -> Bool
    {
        try message.entity.leavesSomething && isStranger(message.sender, in: database)
    }

    /// The stranger who is charged with what a message leaves; nil if nobody is.
    ///
    /// An answer is its author's, whoever passes it on. The envelope says no more than whom the sender names as its author:
    /// nobody is to be charged before the author's signature was verified. But it may be dropped by that name, as an
    /// answer is not kept if the name is wrong.
    mutating func payer(
        of message: VerifiedMessage, in database: ReadTransaction
    ) throws -> DiasporaID? {
        guard try concerns(message, in: database) else { return nil }
        let writer = message.entity.relayable == nil ? message.sender : message.entity.author
        return try isStranger(writer, in: database) ? writer : nil
    }

    private mutating func isStranger(
        _ id: DiasporaID, in database: ReadTransaction
    ) throws -> Bool {
        if let known = isStranger[id] { return known }
        let found = try quota.isStranger(id, in: database)
        isStranger[id] = found
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
