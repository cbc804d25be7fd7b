public import Diaspora
internal import Foundation
internal import Store

extension Composer {
    /// Changes a post; its text of before is kept as a version.
    ///
    /// - Returns: File names of photos that are no more; ``DiscardedPhotos`` removes them once the pages
    ///   are written.
    /// - Throws: ``ComposeError/pollIsFixed`` and ``ComposeError/dateToCome`` for what readers hold already,
    ///   ``ComposeError/notTheAuthor(_:)``.
    @discardableResult
    public func change(
        _ guid: GUID, _ changes: PostChanges, as author: Author
    ) throws -> [String] {
        try change(guid, changes, by: .author(author))
    }

    func change(_ guid: GUID, _ changes: PostChanges, by right: ChangeRight) throws -> [String] {
        try context.record { facts in
            let (transaction, database) = (facts.transaction, facts.database)
            let post = try findOwn(guid, by: right, in: database)
            guard post.kind == .statusMessage else {
                throw ComposeError.reshareHasNoText(guid.string)
            }
            try check(changes, of: post, in: database)
            let photos = try PhotoRevision(
                context: context, known: database.photos(postID: post.id))
            let content = PostContent(
                text: changes.text ?? post.text, location: changes.newLocation)
            try content.check(
                isPublic: post.isPublic, hasPhotos: photos.count(after: changes) > 0)
            let changed = try photos.apply(
                changes,
                to: PhotoRevision.Owner(
                    postID: post.id, authorID: post.authorID, isPublic: post.isPublic),
                in: transaction)
            let before = try database.location(postID: post.id)
            let location = changes.location(after: before)
            let date = changes.date ?? post.createdAt
            guard
                content.text != post.text || !changed.isEmpty || location != before
                    || date.seconds != post.createdAt.seconds
            else { return [] }
            try transaction.setLocation(location, postID: post.id)
            try facts.edit(post, text: content.text, photos: changed, date: date)
            return changed.removed.map(\.fileName)
        }
    }

    /// Changes a draft.
    ///
    /// - Returns: As ``change(_:_:as:)``.
    @discardableResult
    public func changeDraft(
        _ guid: GUID, _ changes: PostChanges, as author: Author
    ) throws -> [String] {
        try changeDraft(guid, changes, by: .author(author))
    }

    func changeDraft(
        _ guid: GUID, _ changes: PostChanges, by right: ChangeRight
    ) throws -> [String] {
        if let text = changes.text { try checkMarkup(PostContent(text: text).text) }
        guard changes.date == nil else { throw ComposeError.draftHasNoDate("\(guid)") }
        return try database.write { transaction in
            var draft = try draft(guid, by: right, in: transaction.reading)
            let owner = try owner(of: draft, in: transaction.reading)
            let photos = try PhotoRevision(
                context: context, known: transaction.reading.photos(draftID: draft.id))
            let content = PostContent(
                text: changes.text ?? draft.text, slug: changes.slug, poll: changes.poll,
                location: changes.newLocation)
            try content.check(isPublic: true, hasPhotos: photos.count(after: changes) > 0)
            let changed = try photos.apply(
                changes,
                to: PhotoRevision.Owner(
                    draftID: draft.id, authorID: owner.person.id, isPublic: false),
                in: transaction)
            draft.text = content.text
            draft.location = changes.location(after: draft.location)
            if let poll = content.poll {
                (draft.pollQuestion, draft.pollAnswers) = (poll.question, poll.answers)
            }
            if let slug = content.slug { draft.slug = slug }
            try transaction.updateDraft(draft, at: clock.now())
            return changed.removed.map(\.fileName)
        }
    }

    /// Replaces a draft's text.
    public func editDraft(_ guid: GUID, text: String, as author: Author) throws {
        var changes = PostChanges()
        changes.text = text
        try changeDraft(guid, changes, as: author)
    }

    /// Refuses what readers hold already: polls that they voted in, a date that they have seen pass.
    private func check(
        _ changes: PostChanges, of post: Post, in database: ReadTransaction
    ) throws {
        if let date = changes.date, date > clock.now() {
            throw ComposeError.dateToCome
        }
        guard let poll = changes.poll else { return }
        let known = try database.poll(postID: post.id)
        guard known?.question == poll.question, known?.answers.map(\.text) == poll.answers else {
            throw ComposeError.pollIsFixed
        }
    }
}

extension PostChanges {
    /// The place that is to be checked.
    fileprivate var newLocation: PostContent.Location? {
        guard case .at(let location) = place else { return nil }
        return location
    }
}
