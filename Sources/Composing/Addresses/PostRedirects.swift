public import Diaspora
public import Store

/// The redirects from old addresses to a post, as far as this pod has no page there and no other
/// post has them.
public struct PostRedirects {
    let context: PodContext

    public init(context: PodContext) {
        self.context = context
    }

    public struct Outcome {
        /// Paths that lead to the post now, and did not before.
        var inserted: [String] = []
        /// The addresses left out, with the reasons.
        public var objections: [(address: String, reason: String)] = []
    }

    /// - Parameter addresses: As they were written, with percent escapes.
    public func insert(
        _ addresses: [String], of guid: GUID, postID: Int64, in transaction: WriteTransaction
    ) throws -> Outcome {
        var outcome = Outcome()
        for address in addresses {
            let path = OldAddressRule.decoded(address)
            if let objection = try objection(to: path, guid, transaction.reading) {
                outcome.objections.append((address, objection))
            } else if try !redirects(path, guid, transaction.reading) {
                _ = try transaction.insertRedirect(path: path, postID: postID)
                outcome.inserted.append(path)
            }
        }
        return outcome
    }

    /// Returns the reason why a path cannot lead to a post. Addresses that differ in a slash or an
    /// ending alone are equal: they lead to one post.
    ///
    /// - Returns: `nil` if the path can lead to the post.
    public func objection(
        to path: String, _ guid: GUID, _ database: ReadTransaction
    ) throws -> String? {
        let rule = OldAddressRule(site: SiteFolder(context.settings.siteFolders))
        if let objection = rule.objection(to: path) { return objection }
        guard let key = OldAddressRule.key(path) else { return "it is no path" }
        for form in [key, key + "/", key + ".html"] {
            if let other = try database.redirect(path: form), other != guid.string {
                return "it leads to another post already (\(other))"
            }
        }
        return nil
    }

    /// Whether the page that sends on from there is there already: `/a` and `/a.html` are one file.
    private func redirects(
        _ path: String, _ guid: GUID, _ database: ReadTransaction
    ) throws -> Bool {
        let file = OldAddressRule.file(path)
        for form in [file, String(file.dropLast(".html".count))] {
            if try database.redirect(path: form) == guid.string { return true }
        }
        return false
    }
}
