import Composing
import Diaspora
import Server
import Site
import Store

extension TreeLookups {
    /// Old addresses and deleted posts that were public here, as the database knows them, and the
    /// podmin's own redirects. Attack 32.
    ///
    /// - Parameter site: What stands there goes before an old address of the same name.
    init(_ database: PodDatabase, site: SiteFolder) {
        let own = StandingRedirects(site)
        self.init(
            redirect: { path in
                if site.answers(path) { return nil }
                if let target = own.target(of: path) { return target }
                // A database that cannot be read knows no old addresses; the tree is served as it is.
                let guid = try? database.read { transaction in
                    try transaction.redirect(path: path)
                        ?? transaction.redirect(path: path + "/")
                }
                return (guid ?? nil).map { "/posts/\($0)" }
            },
            deleted: { guid in
                // The same: 404 in place of 410.
                guard let guid = GUID(guid) else { return false }
                return (try? database.read { try $0.wasShownHere(guid) }) ?? false
            },
            isOwn: { site.answers($0) })
    }
}
