internal import Composing
internal import Store

extension Receiver {
    /// Removes some of what deleted posts and closed accounts left, in one transaction.
    ///
    /// - Returns: Whether there was anything.
    @discardableResult
    public func removeRemains() throws -> Bool {
        try removeDeletedPosts() || removePostsOfClosed()
    }

    /// Removes some of what hangs on deleted posts.
    private func removeDeletedPosts() throws -> Bool {
        guard try database.read({ try $0.hasDeletedPosts() }) else { return false }
        try database.write { transaction in
            var budget = removalBudget
            try transaction.removeDeletedPosts(at: context.clock.now(), within: &budget)
        }
        return true
    }

    /// Removes some of the posts of somebody who closed their account.
    ///
    /// - Returns: Whether there was anybody.
    @discardableResult
    func removePostsOfClosed() throws -> Bool {
        guard try !database.read({ try $0.closedAccounts().isEmpty }) else { return false }
        try database.write { transaction in
            try Facts(
                context: context, transaction: transaction, origin: .elsewhere,
                removals: SharedRemovalBudget(removalBudget)
            ).removePostsOfClosedAccounts()
        }
        return true
    }
}
