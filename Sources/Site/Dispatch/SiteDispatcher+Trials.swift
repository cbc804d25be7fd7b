internal import Composing
public import Store

/// Pages at which processes ended.
extension SiteDispatcher {
    /// Counts what the last process left of its leases, and says which pages are to be rendered alone or
    /// not at all.
    ///
    /// - Parameter isRetrying: Lets what was set aside be tried again.
    func settle(_ leases: PageLeases, isRetrying: Bool) throws -> PageTrials {
        let (known, gone) = try database.read { database in
            let known = try database.pageTrials()
            return (known, try known.filter { try $0.isHeld && isGone($0.page, database) })
        }
        let released = isRetrying ? known.filter { $0.isHeld && !gone.contains($0) } : []
        guard leases.foundAlone != nil || !gone.isEmpty || !released.isEmpty else {
            return PageTrials(known, alone: nil)
        }
        return try database.write { transaction in
            if let page = leases.foundAlone {
                try transaction.countDeath(atPage: page, at: clock.now())
            }
            for trial in gone {
                // It has to leave the tree, and nothing is rendered for it.
                try transaction.removeTrial(ofPage: trial.page)
                try transaction.want(trial.page)
            }
            for trial in released { try transaction.releaseTrial(id: trial.id) }
            return PageTrials(try transaction.reading.pageTrials(), alone: leases.foundAlone)
        }
    }

    /// Whether the post is deleted that a page belongs to.
    private func isGone(_ key: String, _ database: ReadTransaction) throws -> Bool {
        switch SitePage(key) {
        case .post(let guid), .comments(let guid, _), .comment(let guid, _),
            .commentsFeed(let guid), .document(let guid):
            try !database.isPublicPost(guid)
        default: false
        }
    }
}

extension WriteTransaction {
    /// Releases a page that was set aside, for the next build to try again.
    public func retry(_ trial: PageTrial) throws {
        try releaseTrial(id: trial.id)
        try want(trial.page)
    }

    fileprivate func want(_ page: String) throws {
        try wantPage(page, stage: SitePage(page)?.stage ?? 1, priority: 0)
    }
}
