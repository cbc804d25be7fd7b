public import Store

/// The people of other pods who closed their accounts, and whose posts are still to be removed.
///
/// Somebody may leave a hundred thousand posts: each transaction removes a few hundred, so that
/// everything else is written between two of them, and the next process goes on where one ended.
enum ClosedAccounts {
    fileprivate static let key = "federation.closed"
    /// Posts removed in one transaction.
    static let batchSize = 500
}

extension ReadTransaction {
    /// Lists the rows of those whose posts are to be removed, in the order in which they left.
    public func closedAccounts() throws -> [Int64] {
        try state(ClosedAccounts.key)?.split(separator: " ").compactMap { Int64($0) } ?? []
    }
}

extension WriteTransaction {
    func addClosedAccount(_ personID: Int64) throws {
        try setClosedAccounts(try reading.closedAccounts() + [personID])
    }

    fileprivate func setClosedAccounts(_ people: [Int64]) throws {
        try setState(ClosedAccounts.key, people.map { "\($0)" }.joined(separator: " "))
    }
}

extension Facts {
    /// Removes some posts of the first of those who closed their accounts, as far as the budget reaches.
    public func removePostsOfClosedAccounts() throws {
        let people = try database.closedAccounts()
        guard let personID = people.first, try removePosts(of: personID) else { return }
        try transaction.setClosedAccounts(Array(people.dropFirst()))
    }

    /// Removes posts of a person elsewhere, as far as the budget reaches.
    ///
    /// - Returns: Whether none is left.
    private func removePosts(of personID: Int64) throws -> Bool {
        let posts = try database.posts(authorID: personID, limit: ClosedAccounts.batchSize)
        for post in posts {
            guard !removals.budget.isSpent else { return false }
            try delete(post)
        }
        return posts.count < ClosedAccounts.batchSize
    }
}
