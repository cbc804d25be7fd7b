import Server
import Store

extension TreeLookups {
    /// Old addresses and deleted posts, as the database knows them.
    init(_ database: PodDatabase) {
        self.init(
            redirect: { path in
                // A database that cannot be read knows no old addresses; the tree is served as it is.
                let guid = try? database.read { transaction in
                    try transaction.redirect(path: path)
                        ?? transaction.redirect(path: path + "/")
                }
                return (guid ?? nil).map { "/posts/\($0)" }
            },
            deleted: { guid in
                // The same: 404 in place of 410.
                (try? database.read { try $0.isDeleted(guid: guid) }) ?? false
            })
    }
}
