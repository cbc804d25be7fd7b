public import Diaspora
internal import Foundation
public import Store

/// The queue for messages to other pods, written in the transaction of the facts that they report.
///
/// The recipients: diaspora* federation protocol, 2.16. Nothing is signed or sent here.
public struct MessageOutbox {
    let settings: SiteSettings
    let clock: PodClock
    let transaction: WriteTransaction

    private var mapping: EntityMapping {
        EntityMapping(settings: settings, database: transaction.reading)
    }

    // MARK: - Posts

    /// Enqueues a new post, or its new version, for everyone in its audience.
    func send(_ post: Post, eventID: Int64?) throws {
        guard let entity = try mapping.entity(of: post) else { return }
        if post.isPublic {
            try transaction.discardUnsigned(ofPostID: post.id, before: post.version)
        }
        var payload = NewPayload(
            kind: post.kind.rawValue, guid: post.guid.string, senderID: post.authorID,
            isPublic: post.isPublic, orderKey: post.guid.string,
            // A public post is made from its rows when it is signed, for its document too.
            xml: post.isPublic ? [] : entity.xml,
            audience: MessageAudience(try audience(of: post)))
        payload.postID = post.id
        payload.version = post.version
        payload.eventID = post.isPublic ? eventID : nil
        try transaction.insertPayload(payload, at: clock.now())
    }

    /// Enqueues the pictures of an edited post: those that are new or have a new description, and
    /// the retractions of removed ones.
    ///
    /// Pods that take no edits of posts take these (protocol, 2.15 and 2.21).
    func send(_ photos: PhotoRevision.Result, of post: Post) throws {
        guard let author = try transaction.reading.person(id: post.authorID) else { return }
        let audience = MessageAudience(try audience(of: post))
        let changed = photos.changed.map { photo in
            Entity.photo(mapping.photo(photo, of: post, author: author.diasporaID))
        }
        for entity in changed {
            var payload = NewPayload(
                kind: entity.name, guid: entity.guid?.string ?? "", senderID: author.id,
                isPublic: post.isPublic, orderKey: post.guid.string, xml: entity.xml,
                audience: audience)
            payload.version = post.version
            // The message of a picture goes with its post, and would outlive it else.
            payload.postID = post.id
            try transaction.insertPayload(payload, at: clock.now())
        }
        guard !photos.removed.isEmpty else { return }
        let everyone = try transaction.reading.audience(of: post)
        for photo in photos.removed {
            try retract(
                photo.guid, type: "Photo", author: author, isPublic: post.isPublic,
                orderKey: post.guid.string, to: everyone)
        }
    }

    /// Returns the audience of a post: all it was made for if it is new; for later versions,
    /// without people whom the author ignores.
    private func audience(of post: Post) throws -> MessageAudience.Set {
        guard post.version > 1,
            let user = try transaction.reading.user(personID: post.authorID)
        else { return .audience(ofPostID: post.id) }
        return .relay(ofPostID: post.id, userID: user.id)
    }

    /// Enqueues the retraction of a post for everyone who was ever sent it.
    ///
    /// Called while the post is there.
    func retract(_ post: Post) throws {
        let everyone = try transaction.reading.audience(of: post)
        guard let author = try transaction.reading.person(id: post.authorID) else { return }
        try retract(
            post.guid, type: "Post", author: author, isPublic: post.isPublic,
            orderKey: post.guid.string, to: everyone)
    }

    /// Enqueues the retraction of an entity.
    ///
    /// - Parameter xml: The retraction as its author sent it, if it is relayed.
    public func retract(
        _ guid: GUID, type: String, author: Person, isPublic: Bool, orderKey: String,
        to people: [Int64], xml: [UInt8]? = nil, exceptPod: String? = nil, sender: Person? = nil
    ) throws {
        guard !people.isEmpty else { return }
        let entity = Entity.retraction(
            Entities.Retraction(author: author.diasporaID, targetGUID: guid, targetType: type))
        var payload = NewPayload(
            kind: entity.name, guid: guid.string, senderID: (sender ?? author).id,
            isPublic: isPublic, orderKey: orderKey, xml: xml ?? entity.xml,
            audience: MessageAudience(.people(people), exceptPod: exceptPod))
        // A GUID names one thing of each kind: of a comment with the GUID of a post, the retraction must not
        // stand in the way of the post's. Attack 66.
        payload.version = 0
        try transaction.insertPayload(payload, at: clock.now())
    }

    // MARK: - Answers

    /// Enqueues an answer to a post for the post's author, or if that is a person here, for
    /// everyone who has the post.
    ///
    /// - Parameters:
    ///   - xml: The entity with its author's signature, byte for byte.
    ///   - mentioned: People whom a comment names.
    func send(
        _ kind: String, guid: GUID, xml: [UInt8], by author: Person, to post: Post,
        mentioned: [Int64] = []
    ) throws {
        guard let root = try transaction.reading.person(id: post.authorID) else { return }
        guard root.isHere, let user = try transaction.reading.user(personID: root.id) else {
            try insert(
                kind, guid: guid, xml: xml, sender: author, post: post,
                MessageAudience(.people([root.id])))
            return
        }
        let isRelay = !author.isHere
        try insert(
            kind, guid: guid, xml: xml, sender: root, post: post,
            MessageAudience(
                .relay(ofPostID: post.id, userID: user.id),
                exceptPod: isRelay ? author.diasporaID.authority : nil, isRelay: isRelay))
        let others = mentioned.filter { $0 != author.id }
        if post.isPublic, !others.isEmpty {
            try insert(
                kind, guid: guid, xml: xml, sender: root, post: post,
                MessageAudience(.people(others), exceptPod: author.diasporaID.authority))
        }
    }

    private func insert(
        _ kind: String, guid: GUID, xml: [UInt8], sender: Person, post: Post,
        _ audience: MessageAudience
    ) throws {
        var payload = NewPayload(
            kind: kind, guid: guid.string, senderID: sender.id, isPublic: post.isPublic,
            orderKey: post.guid.string, xml: xml, audience: audience)
        payload.postID = post.id
        try transaction.insertPayload(payload, at: clock.now())
    }

    // MARK: - People

    /// Enqueues an entity from a person here for the given people; it is encrypted for them unless
    /// it is public.
    ///
    /// - Parameter guid: Of the entity; nil for what has none and may be sent again.
    public func send(
        _ entity: Entity, from sender: Person, to people: [Int64], isPublic: Bool = false,
        orderKey: String? = nil
    ) throws {
        guard !people.isEmpty else { return }
        var payload = NewPayload(
            kind: entity.name, guid: entity.guid?.string ?? sender.diasporaID.description,
            senderID: sender.id, isPublic: isPublic,
            orderKey: orderKey ?? sender.diasporaID.description, xml: entity.xml,
            audience: MessageAudience(.people(people)))
        if entity.guid == nil { payload.version = 0 }
        try transaction.insertPayload(payload, at: clock.now())
    }

    /// Enqueues a message about a person here that was signed elsewhere, unchanged.
    ///
    /// - Parameter kind: The entity's name.
    public func pass(_ envelope: [UInt8], kind: String, of person: Person, to people: [Int64])
        throws
    {
        let key = person.diasporaID.description
        var payload = NewPayload(
            kind: kind, guid: key, senderID: person.id, isPublic: false, orderKey: key, xml: [],
            audience: MessageAudience(.people(people)))
        payload.version = 0
        let payloadID = try transaction.insertPayload(payload, at: clock.now())
        try transaction.setEnvelope(envelope, payloadID: payloadID)
    }

    /// Enqueues the deletion of an account for its contacts and for everyone who reshared its
    /// posts.
    ///
    /// Call this while the rows of the contacts and posts still exist.
    func sendDeletion(of user: User) throws {
        guard let person = try transaction.reading.person(id: user.personID) else { return }
        let people =
            try transaction.reading.contacts(userID: user.id)
            + transaction.reading.resharers(ofAuthorID: person.id)
        let entity = Entity.accountDeletion(Entities.AccountDeletion(author: person.diasporaID))
        try transaction.insertPayload(
            NewPayload(
                kind: entity.name, guid: person.guid.string, senderID: person.id, isPublic: true,
                orderKey: person.diasporaID.description, xml: entity.xml,
                audience: MessageAudience(.people(people))), at: clock.now())
    }

    /// Sends a person's profile to a new contact, behind the message that says so.
    ///
    /// Both go to one inbox, and so in order, even if everybody may read the profile.
    func sendProfile(of person: Person, toContact personID: Int64) throws {
        try send(.profile(try mapping.profile(of: person)), from: person, to: [personID])
    }

    /// Enqueues a person's profile for all of their contacts.
    func sendProfile(of person: Person, to people: [Int64]) throws {
        let profile = try mapping.profile(of: person)
        try send(.profile(profile), from: person, to: people, isPublic: profile.isPublic)
    }
}
