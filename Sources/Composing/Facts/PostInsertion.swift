internal import Cryptography
public import Diaspora
internal import Foundation
internal import Store

/// The insertion of one new post with all that belongs to it.
public struct PostInsertion {
    let facts: Facts
    let content: PostContent
    let author: Author

    public init(facts: Facts, content: PostContent, author: Author) {
        self.facts = facts
        self.content = content
        self.author = author
    }

    /// Inserts the post and its event.
    ///
    /// - Parameters:
    ///   - draft: The draft that it was, whose photos, GUIDs and old addresses it takes over.
    ///   - isSilent: Whether nobody is notified.
    func publish(
        for audience: Audience, createdAt: Date, draft: Draft? = nil, isSilent: Bool = false
    ) throws -> GUID {
        let guids = PostGUIDs(bytes: draft?.guidBytes ?? facts.context.random.bytes(16))
        let title =
            audience.isPublic
            ? facts.renderer.render(content.text, guid: "x").rendering.title : nil
        let guid =
            audience.isPublic
            ? try guids.publicPost(slug: content.slug, title: title) : guids.limitedPost
        let change = try insert(
            guid: guid, guids, audience: audience, createdAt: createdAt, draftID: draft?.id,
            isSilent: isSilent)
        let eventID = try transaction.insertEvent(
            kind: "postPublished", guid: guid.string, before: try change.json(),
            createdAt: facts.now)
        if !isSilent, let post = try facts.database.post(guid) {
            try facts.outbox.send(post, eventID: eventID)
        }
        return guid
    }

    /// Inserts the rows; the caller inserts the event.
    ///
    /// - Parameter draftID: The draft whose photos the post takes over.
    private func insert(
        guid: GUID, _ guids: PostGUIDs, audience: Audience, createdAt: Date, draftID: Int64?,
        isSilent: Bool
    ) throws -> SiteChange {
        let aspectIDs = try aspects(of: audience)
        let postID = try transaction.insertPost(
            guid: guid, authorID: author.person.id, text: content.text,
            isPublic: audience.isPublic, isSilent: isSilent, createdAt: createdAt)
        if let draftID {
            try transaction.movePhotos(
                draftID: draftID, toPost: postID, isPublic: audience.isPublic)
        }
        let (tags, mentioned, isAsWritten) = try insertBelongings(
            of: postID, guid: guid, guids, result: nil, isPublic: audience.isPublic)
        guard isSilent || !isAsWritten else { throw ComposeError.tooMuchMarkup }

        guard let aspectIDs else {
            if !isSilent { try subscribe(mentioned, postID: postID) }
            var change = try list(
                postID: postID, guid: guid, tags: tags, createdAt: createdAt)
            if let draftID {
                change.redirects = try PostRedirects(context: facts.context).insert(
                    try transaction.reading.redirects(draftID: draftID), of: guid, postID: postID,
                    in: transaction
                ).inserted
            }
            return change
        }
        try transaction.setRecipients(
            aspectIDs: aspectIDs, postID: postID, at: facts.now)
        return SiteChange()
    }

    /// Returns the IDs of the aspects that a limited post is for; `nil` for a public post.
    private func aspects(of audience: Audience) throws -> [Int64]? {
        guard case .aspects(let names) = audience else { return nil }
        let ids = try author.aspects(names, in: facts.database)
        guard !ids.isEmpty else { throw ComposeError.noAspect }
        return ids
    }

    /// Inserts the other rows of a post whose own row exists, except its places in lists.
    ///
    /// - Parameters:
    ///   - guids: Of a poll; without them they are drawn.
    ///   - result: The rendered text, if rendering it needed nothing of the database.
    /// - Returns: The post's tags, the people it mentions, and whether it is shown as it was written.
    public func insertBelongings(
        of postID: Int64, guid: GUID, _ guids: PostGUIDs?, result: PostRenderer.Result?,
        isPublic: Bool
    ) throws -> (tags: [String], mentioned: [Int64], isAsWritten: Bool) {
        try facts.insert(
            content.photos, postID: postID, authorID: author.person.id, isPublic: isPublic, after: 0
        )
        let result =
            try result
            ?? facts.renderer.render(content.text, guid: guid.string, in: facts.database)
        try transaction.setRendering(result.rendering, postID: postID)
        let mentioned = try facts.database.people(result.mentions)
        try facts.insert(
            PostBelongings(
                tags: result.tags, mentioned: mentioned, poll: poll(guids),
                location: content.location?.stored), postID: postID)
        return (result.tags, mentioned, result.isAsWritten)
    }

    private func subscribe(_ mentioned: [Int64], postID: Int64) throws {
        let now = facts.now
        try transaction.addSubscribers(
            try transaction.reading.contacts(userID: author.user.id), reason: "contact",
            postID: postID, at: now)
        try transaction.addSubscribers(mentioned, reason: "mention", postID: postID, at: now)
    }

    private func list(
        postID: Int64, guid: GUID, tags: [String], createdAt: Date
    ) throws -> SiteChange {
        let lists = facts.lists
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

    private func poll(_ guids: PostGUIDs?) -> Poll? {
        content.poll.map { poll in
            let guids = guids ?? PostGUIDs(bytes: facts.context.random.bytes(16))
            let answers = poll.answers.enumerated().map { number, text in
                Poll.Answer(guid: guids.answer(number), text: text)
            }
            return Poll(guid: guids.poll, question: poll.question, answers: answers)
        }
    }

    private var transaction: WriteTransaction { facts.transaction }
}
