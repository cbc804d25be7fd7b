public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Shows a public post to one's own readers too.
    ///
    /// The reshare of a reshare is one of the post itself (protocol, 2.15).
    ///
    /// - Returns: The reshare's GUID.
    public func reshare(_ guid: GUID, as author: Author) throws -> GUID {
        try write { transaction in
            let root = try root(ofReshare: guid, in: transaction.reading)
            guard try isAnswerable(root.post, by: author, in: transaction.reading) else {
                throw ComposeError.unknownPost(guid.string)
            }
            guard root.post.isPublic else { throw ComposeError.notPublic(guid.string) }
            guard root.post.authorID != author.person.id else {
                throw ComposeError.ownPost(guid.string)
            }
            try checkIsHeard(author, on: root.post, in: transaction.reading)
            let now = clock.now()
            let reshareGUID = newGUID()
            guard
                let postID = try transaction.insertReshare(
                    guid: reshareGUID, authorID: author.person.id,
                    root: (root.post.guid, root.author.diasporaID), createdAt: now)
            else { throw ComposeError.resharedAlready(guid.string) }
            try transaction.setRendering(
                try rendering(of: root.post, reshare: reshareGUID, in: transaction.reading),
                postID: postID)
            try subscribe(to: postID, root: root, author: author, in: transaction)

            var change = SiteChange()
            change.username = author.user.username
            change.newPosts = [reshareGUID.string]
            change.lists = try lists.insert(
                postID,
                into: lists.names(authorID: author.person.id, createdAt: now, tags: []),
                in: transaction)
            change.posts = try lists.neighbours(
                postID, authorID: author.person.id, transaction.reading)
            let eventID = try transaction.insertEvent(
                kind: "postPublished", guid: reshareGUID.string, before: try change.json(),
                createdAt: now)
            if let post = try transaction.reading.post(id: postID) {
                try outbox(transaction).send(post, eventID: eventID)
            }
            try takePart(in: root.post, as: author, in: transaction)
            try note(.count, to: root.post, isOwn: true, in: transaction)
            return reshareGUID
        }
    }

    /// What a reshare shows: the text of the post, or that it is gone.
    func rendering(
        of root: Post?, reshare guid: GUID, in database: ReadTransaction
    ) throws -> Store.Rendering {
        let text = root?.text ?? ""
        return try renderer.render(
            text, guid: guid.string, by: root?.authorID, in: database
        ).rendering
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

    private func subscribe(
        to postID: Int64, root: (post: Post, author: Person), author: Author,
        in transaction: WriteTransaction
    ) throws {
        let now = clock.now()
        try transaction.addSubscribers(
            try transaction.reading.contacts(userID: author.user.id), reason: "contact",
            postID: postID, at: now)
        try transaction.addSubscribers(
            [root.author.id], reason: "reshare", postID: postID, at: now)
    }
}
