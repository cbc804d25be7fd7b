internal import Diaspora
internal import Foundation
internal import Store

/// Changes and deletes posts that are there.
struct PostRevision {
    let composer: Composer

    /// - Parameters:
    ///   - photos: Those that are new, other, or gone; their rows are written.
    ///   - date: Another one moves the post to another place in every list; nil leaves it.
    ///   - mayBeAsWritten: Whether a text is taken too that can only be shown as it was written.
    /// - Throws: ``ComposeError/tooMuchMarkup``.
    func edit(
        _ post: Post, text: String, photos: PhotoRevision.Result = PhotoRevision.Result(),
        date: Date? = nil, mayBeAsWritten: Bool = false, in transaction: WriteTransaction
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
        let isMoved = date.map { $0.seconds != post.createdAt.seconds } ?? false
        if post.isPublic {
            let move = Move(
                post: post, oldTags: oldTags, tags: result.tags, date: date ?? post.createdAt)
            change.lists = try isMoved ? lists(move, in: transaction) : touched(move, transaction)
            if isMoved {
                change.posts += try composer.lists.neighbours(
                    post.id, authorID: post.authorID, transaction.reading)
            }
            change.redirects = try transaction.reading.redirects(postID: post.id)
            change.photos = photos.touched
        } else if isMoved, let date {
            try transaction.setCreatedAt(date, postID: post.id)
        }
        let eventID = try record("postEdited", post, change, in: transaction)
        if let edited = try transaction.reading.post(id: post.id) {
            let outbox = composer.outbox(transaction)
            try outbox.send(edited, eventID: eventID)
            try outbox.send(photos, of: edited)
        }
    }

    /// A post's places in lists, before and after an edit.
    private struct Move {
        let post: Post
        let oldTags: [String]
        let tags: [String]
        let date: Date
    }

    /// Leaves a post where it is, and puts it into lists of tags or takes it out.
    private func touched(
        _ move: Move, _ transaction: WriteTransaction
    ) throws -> [SiteChange.InList] {
        let lists = composer.lists
        let post = move.post
        let kept = lists.names(
            authorID: post.authorID, createdAt: post.createdAt,
            tags: move.oldTags.filter(move.tags.contains))
        return try lists.touch(post.id, in: kept, transaction.reading)
            + lists.remove(
                post.id, from: move.oldTags.filter { !move.tags.contains($0) }.map { .tag($0) },
                in: transaction)
            + lists.insert(
                post.id, into: move.tags.filter { !move.oldTags.contains($0) }.map { .tag($0) },
                in: transaction)
    }

    /// Puts a post into the place of another date in all its lists.
    private func lists(
        _ move: Move, in transaction: WriteTransaction
    ) throws -> [SiteChange.InList] {
        let lists = composer.lists
        let post = move.post
        let removed = try lists.remove(
            post.id,
            from: lists.names(
                authorID: post.authorID, createdAt: post.createdAt, tags: move.oldTags),
            in: transaction)
        try transaction.setCreatedAt(move.date, postID: post.id)
        return try removed
            + lists.insert(
                post.id,
                into: lists.names(
                    authorID: post.authorID, createdAt: move.date, tags: move.tags),
                in: transaction)
    }

    func redate(_ post: Post, to date: Date, in transaction: WriteTransaction) throws {
        guard date.seconds != post.createdAt.seconds else { return }
        guard post.isPublic else {
            try transaction.setCreatedAt(date, postID: post.id)
            return
        }
        let tags = try transaction.reading.tags(postID: post.id)
        var change = try change(of: post, in: transaction.reading)
        change.lists = try lists(
            Move(post: post, oldTags: tags, tags: tags, date: date), in: transaction)
        change.posts += try composer.lists.neighbours(
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
