public import Diaspora
internal import Store

extension Composer {
    /// Reshares a public post to one's own readers.
    ///
    /// The reshare of a reshare is one of the post itself (protocol, 2.15).
    ///
    /// - Returns: The reshare's GUID.
    public func reshare(_ guid: GUID, as author: Author) throws -> GUID {
        try context.record { facts in
            let database = facts.database
            let root = try root(ofReshare: guid, in: database)
            guard try isAnswerable(root.post, by: author, in: database) else {
                throw ComposeError.unknownPost(guid.string)
            }
            guard root.post.isPublic else { throw ComposeError.notPublic(guid.string) }
            guard root.post.authorID != author.person.id else {
                throw ComposeError.ownPost(guid.string)
            }
            try checkIsHeard(author, on: root.post, in: database)
            let reshare = context.newGUID()
            guard try facts.addReshare(guid: reshare, by: author, of: root) else {
                throw ComposeError.resharedAlready(guid.string)
            }
            return reshare
        }
    }

    private func root(
        ofReshare guid: GUID, in database: ReadTransaction
    ) throws -> (post: Post, author: Person) {
        var post = try find(guid, in: database)
        if post.kind == .reshare {
            guard let rootGUID = post.rootGUID else { throw ComposeError.deleted(guid.string) }
            post = try find(rootGUID, in: database)
        }
        guard let author = try database.person(id: post.authorID) else {
            throw ComposeError.unknownPost(guid.string)
        }
        return (post, author)
    }
}
