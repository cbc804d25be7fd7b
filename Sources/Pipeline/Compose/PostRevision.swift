internal import Diaspora
internal import Foundation
internal import Store

/// Changes and deletes posts that are there.
struct PostRevision {
    let composer: Composer

    /// - Parameters:
    ///   - pictures: Those that the post has since this edit; their rows are there.
    ///   - mayBeAsWritten: Whether a text is taken too that can only be shown as it was written.
    /// - Throws: ``ComposeError/tooMuchMarkup``.
    func edit(
        _ post: Post, text: String, pictures: [TakenPhoto] = [], mayBeAsWritten: Bool = false,
        in transaction: WriteTransaction
    ) throws {
        let result = try composer.renderer.render(
            text, guid: post.guid.string, in: transaction.reading)
        guard mayBeAsWritten || !result.isAsWritten else { throw ComposeError.tooMuchMarkup }
        let oldTags = try transaction.reading.tags(postID: post.id)
        let now = composer.clock.now()
        try transaction.updatePost(id: post.id, text: text, editedAt: now, at: now)
        try transaction.setRendering(result.rendering, postID: post.id)
        try transaction.setTags(result.tags, postID: post.id)
        let mentioned = try composer.people(result.mentions, in: transaction.reading)
        try transaction.setMentions(mentioned, postID: post.id)
        if post.isPublic {
            try transaction.addSubscribers(
                mentioned, reason: "mention", postID: post.id, at: now)
        }

        var change = try change(of: post, in: transaction.reading)
        if post.isPublic {
            let lists = composer.lists
            let kept = lists.names(
                authorID: post.authorID, createdAt: post.createdAt,
                tags: oldTags.filter(result.tags.contains))
            change.lists = try lists.touch(post.id, in: kept, transaction.reading)
            change.lists += try lists.remove(
                post.id, from: oldTags.filter { !result.tags.contains($0) }.map { .tag($0) },
                in: transaction)
            change.lists += try lists.insert(
                post.id, into: result.tags.filter { !oldTags.contains($0) }.map { .tag($0) },
                in: transaction)
            change.redirects = try transaction.reading.redirects(postID: post.id)
            change.photos = pictures.map(\.fileName)
        }
        let eventID = try record("postEdited", post, change, in: transaction)
        if let edited = try transaction.reading.post(id: post.id) {
            try composer.outbox(transaction).send(edited, eventID: eventID)
        }
    }

    func redate(_ post: Post, to date: Date, in transaction: WriteTransaction) throws {
        guard date.seconds != post.createdAt.seconds else { return }
        guard post.isPublic else {
            try transaction.setCreatedAt(date, postID: post.id)
            return
        }
        let lists = composer.lists
        let tags = try transaction.reading.tags(postID: post.id)
        var change = try change(of: post, in: transaction.reading)
        change.lists = try lists.remove(
            post.id,
            from: lists.names(authorID: post.authorID, createdAt: post.createdAt, tags: tags),
            in: transaction)
        try transaction.setCreatedAt(date, postID: post.id)
        change.lists += try lists.insert(
            post.id, into: lists.names(authorID: post.authorID, createdAt: date, tags: tags),
            in: transaction)
        change.posts += try lists.neighbours(
            post.id, authorID: post.authorID, transaction.reading)
        try record("postEdited", post, change, in: transaction)
    }

    /// - Parameters:
    ///   - isTold: Whether those who have the post are told; an account that closes says so once.
    ///   - budget: For what others answered. The rest is found by nobody any more, and removed later: see
    ///     ``Receiver/removeRemains()``.
    /// - Returns: The file names of the post's photos.
    func delete(
        _ post: Post, isTold: Bool = true, within budget: inout RemovalBudget,
        in transaction: WriteTransaction
    ) throws -> [String] {
        if isTold { try composer.outbox(transaction).retract(post) }
        let photos = try transaction.reading.photos(postID: post.id).map(\.fileName)
        try withdraw(post, in: transaction) {
            try transaction.discardDeliveries(of: post, at: composer.clock.now())
            try transaction.deletePost(post, at: composer.clock.now(), within: &budget)
        }
        if post.isPublic { try forgetRoot(post.guid, in: transaction) }
        return photos
    }

    /// Takes a post out of its lists, and asks for the pages that showed it or linked to it.
    ///
    /// - Parameter removal: Makes it no public post of this pod.
    func withdraw(
        _ post: Post, in transaction: WriteTransaction, by removal: () throws -> Void
    ) throws {
        var change = try change(of: post, in: transaction.reading)
        if post.isPublic {
            let tags = try transaction.reading.tags(postID: post.id)
            change.photos = try transaction.reading.photos(postID: post.id).map(\.fileName)
            change.redirects = try transaction.reading.redirects(postID: post.id)
            change.lists = try composer.lists.remove(
                post.id,
                from: composer.lists.names(
                    authorID: post.authorID, createdAt: post.createdAt, tags: tags),
                in: transaction)
        }
        try removal()
        try record("postDeleted", post, change, in: transaction)
        if post.isPublic { try unlink(post.guid, in: transaction) }
    }

    /// What shows a post before the change: its page, its neighbours' links.
    func change(of post: Post, in database: ReadTransaction) throws -> SiteChange {
        var change = SiteChange()
        guard post.isPublic else { return change }
        // Its signed document is of the post as it was.
        change.documents = [post.guid.string]
        change.username = try database.user(personID: post.authorID)?.username ?? ""
        change.personGUID = try database.person(id: post.authorID)?.guid.string
        change.posts =
            [post.guid.string]
            + (try composer.lists.neighbours(post.id, authorID: post.authorID, database))
        return change
    }

    /// Leaves the reshares by people of this pod without a post that is gone; those by others went with it.
    func forgetRoot(_ guid: GUID, in transaction: WriteTransaction) throws {
        for reshare in try transaction.reading.ownReshares(of: guid) {
            try transaction.forgetRoot(ofReshareID: reshare.id)
            try transaction.setRendering(
                try composer.rendering(of: nil, reshare: reshare.guid, in: transaction.reading),
                postID: reshare.id)
            try touch(reshare, in: transaction)
        }
    }

    /// Asks for every page that shows a post as it was.
    func touch(_ post: Post, in transaction: WriteTransaction) throws {
        var change = try change(of: post, in: transaction.reading)
        let lists = composer.lists
        change.lists = try lists.touch(
            post.id,
            in: lists.names(
                authorID: post.authorID, createdAt: post.createdAt,
                tags: try transaction.reading.tags(postID: post.id)), transaction.reading)
        try record("postEdited", post, change, in: transaction)
    }

    @discardableResult
    func record(
        _ kind: String, _ post: Post, _ change: SiteChange, in transaction: WriteTransaction
    ) throws -> Int64 {
        try transaction.insertEvent(
            kind: kind, guid: post.guid.string, before: try change.json(),
            createdAt: composer.clock.now())
    }
}
