internal import Composing
internal import Store

extension SiteDispatcher {
    /// Whether the tree was built at any time since the pod was made or restored.
    public func wasBuilt() throws -> Bool {
        try database.read { try $0.state(Self.fingerprintKey) } != nil
    }

    /// Lists the files that must exist in the tree now, relative to its root.
    ///
    /// - Returns: nil while pages wait or the theme has changed, as then nobody can tell.
    public func standingFiles() throws -> [String]? {
        let context = try context()
        let isSettled = try database.read { database in
            try database.state(Self.fingerprintKey) == context.fingerprint
                && database.unplannedEvents(limit: 1).isEmpty
                && database.pageDeliveries(limit: 1).isEmpty && database.pageTrials().isEmpty
        }
        guard isSettled, !database.isAlone else { return nil }
        return try SitePlanOfEverything(context: context).groups.joined()
            .filter(\.alwaysHasFiles).flatMap(\.files)
    }
}

extension SitePage {
    /// Whether all its files are written, whatever it holds: a short comment has none, a photo only the versions that it
    /// is large enough for, and the card of somebody without a key is left out.
    fileprivate var alwaysHasFiles: Bool {
        switch self {
        case .comment, .photo, .searchBlock, .hCard: false
        default: true
        }
    }
}
