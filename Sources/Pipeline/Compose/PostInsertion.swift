internal import Cryptography
internal import Diaspora
internal import Foundation
internal import Store

/// Writes one new post with all that belongs to it.
struct PostInsertion {
    let composer: Composer
    let content: PostContent
    let author: Author

    /// Writes the post and the event that follows.
    ///
    /// - Parameters:
    ///   - draft: The draft that it was, whose photos, GUIDs and old addresses it takes over.
    ///   - isSilent: Whether nobody is told.
    func publish(
        for audience: Audience, createdAt: Date, draft: Draft? = nil, isSilent: Bool = false,
        in transaction: WriteTransaction
    ) throws -> GUID {
        let guids = PostGUIDs(bytes: draft?.guidBytes ?? composer.random.bytes(16))
        let title =
            audience.isPublic
            ? composer.renderer.render(content.text, guid: "x").rendering.title : nil
        let guid =
            audience.isPublic
            ? try guids.publicPost(slug: content.slug, title: title) : guids.limitedPost
        let change = try insert(
            guid: guid, guids, audience: audience, createdAt: createdAt, draftID: draft?.id,
            isSilent: isSilent, in: transaction)
        let eventID = try transaction.insertEvent(
            kind: "postPublished", guid: guid.string, before: try change.json(),
            createdAt: composer.clock.now())
        if !isSilent, let post = try transaction.reading.post(guid) {
            try composer.outbox(transaction).send(post, eventID: eventID)
        }
        return guid
    }

    /// Writes the rows; the caller writes the event.
    ///
    /// - Parameter draftID: The draft whose photos the post takes over.
    private func insert(
        guid: GUID, _ guids: PostGUIDs, audience: Audience, createdAt: Date, draftID: Int64?,
        isSilent: Bool, in transaction: WriteTransaction
    ) throws -> SiteChange {
        let aspectIDs = try aspects(of: audience, in: transaction.reading)
        let postID = try transaction.insertPost(
            guid: guid, authorID: author.person.id, text: content.text,
            isPublic: audience.isPublic, isSilent: isSilent, createdAt: createdAt)
        if let draftID {
            try transaction.movePhotos(
                draftID: draftID, toPost: postID, isPublic: audience.isPublic)
        }
        let (tags, mentioned, isAsWritten) = try insertBelongings(
            of: postID, guid: guid, guids, result: nil, isPublic: audience.isPublic,
            in: transaction)
        guard isSilent || !isAsWritten else { throw ComposeError.tooMuchMarkup }

        guard let aspectIDs else {
            if !isSilent { try subscribe(mentioned, postID: postID, in: transaction) }
            var change = try list(
                postID: postID, guid: guid, tags: tags, createdAt: createdAt,
                in: transaction)
            if let draftID {
                change.redirects = try PostRedirects(composer: composer).insert(
                    try transaction.reading.redirects(draftID: draftID), of: guid, postID: postID,
                    in: transaction
                ).inserted
            }
            return change
        }
        try transaction.setRecipients(
            aspectIDs: aspectIDs, postID: postID, at: composer.clock.now())
        return SiteChange()
    }

    /// The aspects that a limited post is for; `nil` for a public one.
    private func aspects(
        of audience: Audience, in database: ReadTransaction
    ) throws -> [Int64]? {
        guard case .aspects(let names) = audience else { return nil }
        let ids = try composer.aspects(names, of: author, in: database)
        guard !ids.isEmpty else { throw ComposeError.noAspect }
        return ids
    }

    /// Writes what belongs to a post whose row is there, but for its places in lists.
    ///
    /// - Parameters:
    ///   - guids: Of a poll; without them they are drawn.
    ///   - result: What was rendered already, if the text needs nothing of the database.
    /// - Returns: The post's tags, the people it mentions, and whether it is shown as it was written.
    func insertBelongings(
        of postID: Int64, guid: GUID, _ guids: PostGUIDs?, result: PostRenderer.Result?,
        isPublic: Bool, in transaction: WriteTransaction
    ) throws -> (tags: [String], mentioned: [Int64], isAsWritten: Bool) {
        try composer.insert(
            content.photos, postID: postID, authorID: author.person.id, isPublic: isPublic,
            after: 0, in: transaction)
        let result =
            try result
            ?? composer.renderer.render(content.text, guid: guid.string, in: transaction.reading)
        try transaction.setRendering(result.rendering, postID: postID)
        try transaction.insertTags(result.tags, postID: postID)
        let mentioned = try composer.people(result.mentions, in: transaction.reading)
        if !mentioned.isEmpty { try transaction.setMentions(mentioned, postID: postID) }
        try insertPollAndLocation(guids, postID: postID, in: transaction)
        return (result.tags, mentioned, result.isAsWritten)
    }

    private func subscribe(
        _ mentioned: [Int64], postID: Int64, in transaction: WriteTransaction
    ) throws {
        let now = composer.clock.now()
        try transaction.addSubscribers(
            try transaction.reading.contacts(userID: author.user.id), reason: "contact",
            postID: postID, at: now)
        try transaction.addSubscribers(mentioned, reason: "mention", postID: postID, at: now)
    }

    private func list(
        postID: Int64, guid: GUID, tags: [String], createdAt: Date,
        in transaction: WriteTransaction
    ) throws -> SiteChange {
        let lists = composer.lists
        var change = SiteChange()
        change.username = author.user.username
        change.personGUID = author.person.guid.string
        change.newPosts = [guid.string]
        change.photos = try transaction.reading.photos(postID: postID).map(\.fileName)
        change.lists = try lists.insert(
            postID,
            into: lists.names(authorID: author.person.id, createdAt: createdAt, tags: tags),
            in: transaction)
        change.posts = try lists.neighbours(
            postID, authorID: author.person.id, transaction.reading)
        return change
    }

    private func insertPollAndLocation(
        _ guids: PostGUIDs?, postID: Int64, in transaction: WriteTransaction
    ) throws {
        if let poll = content.poll {
            let guids = guids ?? PostGUIDs(bytes: composer.random.bytes(16))
            let answers = poll.answers.enumerated().map { number, text in
                Poll.Answer(guid: guids.answer(number), text: text)
            }
            try transaction.insertPoll(
                Poll(guid: guids.poll, question: poll.question, answers: answers), postID: postID)
        }
        if let location = content.location {
            try transaction.insertLocation(location.stored, postID: postID)
        }
    }
}
