internal import Cryptography
public import Diaspora
public import Foundation
public import Store

/// The actions of the users of this pod: each checks its user's permission, and records one fact.
public struct Composer: Sendable {
    public let context: PodContext

    public init(_ context: PodContext) {
        self.context = context
    }

    public var database: PodDatabase { context.database }
    var settings: SiteSettings { context.settings }
    public var clock: PodClock { context.clock }
    var random: any RandomBytes { context.random }
    var renderer: PostRenderer { context.renderer }

    /// Publishes a post.
    ///
    /// - Parameter key: That of the form that asks for it.
    /// - Returns: Its GUID: the slug and random digits for a public post, 32 digits else.
    /// - Throws: ``ComposeError`` for an invalid post; ``StoreError``.
    public func publish(
        _ content: PostContent, as author: Author, for audience: Audience, createdAt: Date? = nil,
        key: IdempotencyKey? = nil
    ) throws -> GUID {
        try content.check(isPublic: audience.isPublic)
        return try context.record { facts in
            try facts.recordOnce(key, of: author) {
                try facts.publish(
                    content, by: author, for: audience, createdAt: createdAt ?? clock.now())
            }
        }
    }

    /// Replaces a post's text; the old one is kept as a version.
    public func edit(_ guid: GUID, text: String, as author: Author) throws {
        var changes = PostChanges()
        changes.text = text
        try change(guid, changes, as: author)
    }

    /// Changes the date of a post, and so its place in every list.
    public func redate(_ guid: GUID, to date: Date, as author: Author) throws {
        try context.record { facts in
            let post = try findOwn(guid, by: .author(author), in: facts.database)
            try facts.redate(post, to: date)
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
        try context.record { facts in
            let post = try findOwn(guid, by: right, in: facts.database)
            let photos = try facts.delete(post)
            try facts.transaction.discardPhotos(photos)
            return photos
        }
    }

    /// Renders a text as readers of the post will see it, and stores nothing.
    ///
    public func preview(_ text: String) throws -> Rendering {
        try database.read { try renderer.render(text, guid: "preview", in: $0).rendering }
    }

    /// Checks that a post exists.
    ///
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

    /// Checks the text of a post that has no address yet.
    ///
    /// - Throws: ``ComposeError/tooMuchMarkup`` if the text could only be shown as it was written.
    func checkMarkup(_ text: String) throws(ComposeError) {
        let longest = String(repeating: "x", count: Slug.maximumCharacters + 13)
        guard !renderer.render(text, guid: longest).isAsWritten else { throw .tooMuchMarkup }
    }
}
