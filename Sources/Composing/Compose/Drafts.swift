internal import Cryptography
public import Diaspora
public import Foundation
internal import Store

extension Composer {
    /// Stores a post as a draft.
    ///
    /// - Returns: The draft's own GUID; the post gets another one when it is published.
    public func saveDraft(_ content: PostContent, as author: Author) throws -> GUID {
        try content.check(isPublic: true)
        try checkMarkup(content.text)
        return try context.record { facts in
            try insertDraft(content, as: author, recording: facts).guid
        }
    }

    /// Stores a post to be published at a given time.
    public func schedule(
        _ content: PostContent, as author: Author, for audience: Audience, at date: Date
    ) throws -> GUID {
        try content.check(isPublic: audience.isPublic)
        try checkMarkup(content.text)
        return try context.record { facts in
            let (id, guid) = try insertDraft(content, as: author, recording: facts)
            try schedule(draftID: id, author, audience, date, in: facts.transaction)
            return guid
        }
    }

    /// Publishes a draft now.
    ///
    /// - Throws: ``ComposeError/notTheAuthor(_:)``.
    public func publishDraft(
        _ guid: GUID, as author: Author, for audience: Audience
    ) throws -> GUID {
        try publishDraft(guid, by: .author(author), for: audience)
    }

    func publishDraft(
        _ guid: GUID, by right: ChangeRight, for audience: Audience
    ) throws -> GUID {
        try context.record { facts in
            let draft = try draft(guid, by: right, in: facts.database)
            return try publish(
                draft, for: audience, createdAt: clock.now(), isSilent: false, recording: facts)
        }
    }

    /// Fixes when a draft is published.
    ///
    /// - Throws: ``ComposeError/notTheAuthor(_:)``.
    public func scheduleDraft(
        _ guid: GUID, as author: Author, for audience: Audience, at date: Date
    ) throws {
        try scheduleDraft(guid, by: .author(author), for: audience, at: date)
    }

    func scheduleDraft(
        _ guid: GUID, by right: ChangeRight, for audience: Audience, at date: Date
    ) throws {
        try database.write { transaction in
            let draft = try draft(guid, by: right, in: transaction.reading)
            let owner = try owner(of: draft, in: transaction.reading)
            try PostContent(text: draft.text).check(isPublic: audience.isPublic, hasPhotos: true)
            try schedule(draftID: draft.id, owner, audience, date, in: transaction)
        }
    }

    /// Deletes a draft.
    ///
    /// - Returns: The file names of its photos, for ``DiscardedPhotos``.
    /// - Throws: ``ComposeError/notTheAuthor(_:)``.
    public func deleteDraft(_ guid: GUID, as author: Author) throws -> [String] {
        try deleteDraft(guid, by: .author(author))
    }

    func deleteDraft(_ guid: GUID, by right: ChangeRight) throws -> [String] {
        try database.write { transaction in
            let draft = try draft(guid, by: right, in: transaction.reading)
            return try transaction.discardDraft(draft)
        }
    }

    // MARK: - Steps

    func draft(
        _ guid: GUID, by right: ChangeRight, in database: ReadTransaction
    ) throws -> Draft {
        guard let draft = try database.draft(guid) else {
            throw ComposeError.unknownDraft(guid.string)
        }
        try right.check(draft)
        return draft
    }

    func owner(of draft: Draft, in database: ReadTransaction) throws -> Author {
        guard let username = try database.user(id: draft.userID)?.username else {
            throw ComposeError.unknownDraft(draft.guid.string)
        }
        return try Author.find(username, in: database)
    }

    private func insertDraft(
        _ content: PostContent, as author: Author, recording facts: Facts
    ) throws -> (id: Int64, guid: GUID) {
        let guid = context.newGUID()
        let id = try facts.transaction.insertDraft(
            guid: guid, guidBytes: random.bytes(16), userID: author.user.id, text: content.text,
            slug: content.slug,
            poll: content.poll.map { ($0.question, $0.answers) },
            location: content.location?.stored, at: clock.now())
        try facts.insert(
            content.photos, draftID: id, authorID: author.person.id, isPublic: false, after: 0)
        return (id, guid)
    }

    private func schedule(
        draftID: Int64, _ author: Author, _ audience: Audience, _ date: Date,
        in transaction: WriteTransaction
    ) throws {
        var ids: [Int64] = []
        if case .aspects(let names) = audience {
            ids = try author.aspects(names, in: transaction.reading)
        }
        try transaction.setSchedule(
            Schedule(
                draftID: draftID, publishAt: date, isPublic: audience.isPublic, aspectIDs: ids))
    }

    func publish(
        _ draft: Draft, for audience: Audience, createdAt: Date, isSilent: Bool,
        recording facts: Facts
    ) throws -> GUID {
        let (transaction, database) = (facts.transaction, facts.database)
        let owner = try owner(of: draft, in: database)
        let content = PostContent(
            text: draft.text, slug: draft.slug,
            poll: draft.pollQuestion.map {
                PostContent.Poll(question: $0, answers: draft.pollAnswers)
            },
            location: draft.location.map(PostContent.Location.init))
        let hasPhotos = try !database.photos(draftID: draft.id).isEmpty
        try content.check(isPublic: audience.isPublic, hasPhotos: hasPhotos)
        let guid = try facts.publish(
            content, by: owner, for: audience, createdAt: createdAt, draft: draft,
            isSilent: isSilent)
        try transaction.setImportedPost(draft: draft.guid, became: guid)
        try transaction.deleteDraft(id: draft.id)
        return guid
    }
}

extension WriteTransaction {
    /// Deletes a draft.
    ///
    /// - Returns: The file names of its photos, for ``DiscardedPhotos``.
    func discardDraft(_ draft: Draft) throws -> [String] {
        let photos = try reading.photos(draftID: draft.id).map(\.fileName)
        try deleteDraft(id: draft.id)
        try discardPhotos(photos)
        return photos
    }
}
