public import Cryptography
public import Diaspora
public import Foundation
internal import Rendering
public import Store

/// What writers do with posts: each call is one transaction, the fact and the event that follows.
public struct Composer: Sendable {
    let database: PodDatabase
    let settings: SiteSettings
    let clock: PodClock
    let random: any RandomBytes

    public init(
        database: PodDatabase, settings: SiteSettings, clock: PodClock, random: any RandomBytes
    ) {
        self.database = database
        self.settings = settings
        self.clock = clock
        self.random = random
    }

    /// Publishes a post.
    ///
    /// - Returns: Its GUID: the slug and random digits for a public post, 32 digits else.
    /// - Throws: ``ComposeError`` for what a post may not be; ``StoreError``.
    public func publish(
        _ content: PostContent, as author: Author, for audience: Audience, createdAt: Date? = nil
    ) throws -> GUID {
        try content.check(isPublic: audience.isPublic)
        return try write { transaction in
            try PostInsertion(composer: self, content: content, author: author).publish(
                for: audience, createdAt: createdAt ?? clock.now(), in: transaction)
        }
    }

    /// Replaces a post's text; the old one is kept as a version.
    public func edit(_ guid: GUID, text: String, as author: Author) throws {
        var changes = PostChanges()
        changes.text = text
        try change(guid, changes, as: author)
    }

    /// Writes the rows of pictures that come to a post or a draft.
    ///
    /// - Parameter count: How many it has.
    func insert(
        _ pictures: [TakenPhoto], postID: Int64? = nil, draftID: Int64? = nil, authorID: Int64,
        isPublic: Bool, after count: Int, in transaction: WriteTransaction
    ) throws {
        for (position, photo) in pictures.enumerated() {
            _ = try transaction.insertPhoto(
                guid: newGUID(), authorID: authorID, postID: postID, draftID: draftID,
                position: count + position, isInline: photo.isInline, fileName: photo.fileName,
                width: photo.width, height: photo.height, alt: photo.alt, isPublic: isPublic,
                versions: photo.versions, createdAt: clock.now())
        }
    }

    /// Gives a post another date, and so another place in every list.
    public func redate(_ guid: GUID, to date: Date, as author: Author) throws {
        try write { transaction in
            let post = try findOwn(guid, by: .author(author), in: transaction.reading)
            try PostRevision(composer: self).redate(post, to: date, in: transaction)
        }
    }

    /// Deletes a post for good; a tombstone keeps its GUID from coming back.
    ///
    /// - Returns: The file names of its photos; ``DiscardedPhotos`` removes them once its pages went.
    @discardableResult
    public func delete(_ guid: GUID, as author: Author) throws -> [String] {
        try delete(guid, by: .author(author))
    }

    func delete(_ guid: GUID, by right: ChangeRight) throws -> [String] {
        try write { transaction in
            let post = try findOwn(guid, by: right, in: transaction.reading)
            var budget = RemovalBudget.transaction
            let photos = try PostRevision(composer: self).delete(
                post, within: &budget, in: transaction)
            try transaction.discardPhotos(photos)
            return photos
        }
    }

    /// - Throws: ``ComposeError/unknownPost(_:)`` or ``ComposeError/deleted(_:)``.
    public func checkExists(_ guid: GUID) throws {
        _ = try database.read { try find(guid, in: $0) }
    }

    /// Finds a post that somebody may change; those of other pods are nobody's here to change.
    ///
    /// - Throws: ``ComposeError/notTheAuthor(_:)``, and what ``checkExists(_:)`` throws.
    func findOwn(
        _ guid: GUID, by right: ChangeRight, in database: ReadTransaction
    ) throws -> Post {
        let post = try find(guid, in: database)
        try right.check(post)
        guard try database.person(id: post.authorID)?.isHere == true else {
            throw ComposeError.notTheAuthor(guid.string)
        }
        return post
    }

    func find(_ guid: GUID, in database: ReadTransaction) throws -> Post {
        guard let post = try database.post(guid) else {
            if try database.isDeleted(guid, .post) {
                throw ComposeError.deleted(guid.string)
            }
            throw ComposeError.unknownPost(guid.string)
        }
        return post
    }

    // MARK: - Shared by the steps of composing

    /// One transaction, in which the lists of months are those of the pod's time zone.
    func write<Value>(_ body: (WriteTransaction) throws -> Value) throws -> Value {
        try database.write { transaction in
            try MonthLists(lists: lists, clock: clock).refill(in: transaction)
            return try body(transaction)
        }
    }

    var renderer: PostRenderer { PostRenderer(settings: settings) }

    /// Checks the text of a post that has no address yet.
    ///
    /// - Throws: ``ComposeError/tooMuchMarkup`` if the text could only be shown as it was written.
    func checkMarkup(_ text: String) throws(ComposeError) {
        let longest = String(repeating: "x", count: Slug.maximumCharacters + 13)
        guard !renderer.render(text, guid: longest).isAsWritten else { throw .tooMuchMarkup }
    }

    var lists: PostLists {
        PostLists(dates: DateWords(language: settings.language, timeZone: settings.timeZone))
    }

    func newGUID() -> GUID {
        GUID(hexadecimal: (random.integer(), random.integer()))
    }

    /// The GUID of a public post: its address for people and pods, never changed again.
    func publicGUID(slug: String?, title: String?) throws -> GUID {
        try PostGUIDs(bytes: random.bytes(16)).publicPost(slug: slug, title: title)
    }

    /// The rows of the people that IDs name; those unknown here are left out.
    func people(_ ids: [String], in database: ReadTransaction) throws -> [Int64] {
        try ids.compactMap { id in
            try DiasporaID(id).flatMap { try database.person($0)?.id }
        }
    }

    /// The rows of the aspects that names mean, each once.
    ///
    /// - Throws: ``ComposeError/unknownAspect(_:known:)``.
    func aspects(
        _ names: [String], of author: Author, in database: ReadTransaction
    ) throws -> [Int64] {
        let known = try database.aspects(userID: author.user.id)
        var ids: [Int64] = []
        for name in names {
            guard let aspect = known.first(where: { $0.name.lowercased() == name.lowercased() })
            else { throw ComposeError.unknownAspect(name, known: known.map(\.name)) }
            if !ids.contains(aspect.id) { ids.append(aspect.id) }
        }
        return ids
    }
}
