public import Store

/// The people of other pods who closed their accounts, and whose posts are still to be removed.
///
/// Somebody may leave a hundred thousand posts: each transaction removes a few hundred, so that
/// everything else is written between two of them, and the next process goes on where one ended.
public enum ClosedAccounts {
    fileprivate static let key = "federation.closed"
    /// Posts removed in one transaction.
    public static let batchSize = 500
}

extension ReadTransaction {
    /// The rows of those whose posts are to be removed, in the order in which they left.
    public func closedAccounts() throws -> [Int64] {
        try state(ClosedAccounts.key)?.split(separator: " ").compactMap { Int64($0) } ?? []
    }
}

extension WriteTransaction {
    func addClosedAccount(_ personID: Int64) throws {
        try setClosedAccounts(try reading.closedAccounts() + [personID])
    }

    /// Notes whose posts are still to be removed.
    public func setClosedAccounts(_ people: [Int64]) throws {
        try setState(ClosedAccounts.key, people.map { "\($0)" }.joined(separator: " "))
    }
}
