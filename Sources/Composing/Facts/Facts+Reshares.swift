public import Diaspora
public import Foundation
public import Store

extension Facts {
    /// Reshares a public post as a user of this pod.
    ///
    /// - Returns: Whether it is new.
    func addReshare(
        guid: GUID, by author: Author, of root: (post: Post, author: Person)
    ) throws -> Bool {
        let date = now
        guard
            let postID = try transaction.insertReshare(
                guid: guid, authorID: author.person.id,
                root: (root.post.guid, root.author.diasporaID), createdAt: date)
        else { return false }
        try transaction.setRendering(try rendering(of: root.post, reshare: guid), postID: postID)
        try transaction.addSubscribers(
            try database.contacts(userID: author.user.id), reason: "contact", postID: postID,
            at: date)
        try transaction.addSubscribers(
            [root.author.id], reason: "reshare", postID: postID, at: date)
        try list(postID: postID, guid: guid, by: author, createdAt: date)
        try noteReshare(of: root.post, by: author.person)
        return true
    }

    /// Inserts a reshare by somebody of another pod.
    ///
    /// - Parameters:
    ///   - reference: The post that it shows, as it names it.
    ///   - root: The reshared post, if it is here.
    /// - Returns: The reshare; nil if its author has reshared the post before.
    public func keepReshare(
        guid: GUID, by author: Person, of reference: (guid: GUID, author: DiasporaID)?,
        root: Post?, createdAt: Date
    ) throws -> Post? {
        guard
            let postID = try transaction.insertReshare(
                guid: guid, authorID: author.id, root: reference, createdAt: createdAt)
        else { return nil }
        if let root, let rootAuthor = try database.person(id: root.authorID), rootAuthor.isHere {
            try noteReshare(of: root, by: author)
        }
        return try database.post(id: postID)
    }

    /// Returns the HTML of a reshare: that of the post, or none if it is gone.
    func rendering(of root: Post?, reshare guid: GUID) throws -> Store.Rendering {
        try renderer.render(
            root?.text ?? "", guid: guid.string, by: root?.authorID, in: database
        ).rendering
    }

    /// Counts a reshare on the page of the post, and has its author and theirs hear of each other's answers.
    private func noteReshare(of post: Post, by author: Person) throws {
        answered.addCount(toPostID: post.id)
        if origin == .here {
            try takePart(in: post, author)
        } else {
            try transaction.addSubscribers(
                [author.id], reason: "reshare", postID: post.id, at: now)
        }
    }

    /// Inserts a user's reshare into their lists, and sends it.
    private func list(
        postID: Int64, guid: GUID, by author: Author, createdAt: Date
    ) throws {
        var change = SiteChange()
        change.username = author.user.username
        change.newPosts = [guid.string]
        change.lists = try lists.insert(
            postID,
            into: lists.names(authorID: author.person.id, createdAt: createdAt, tags: []),
            in: transaction)
        change.posts = try lists.neighbours(postID, authorID: author.person.id, database)
        let eventID = try transaction.insertEvent(
            kind: "postPublished", guid: guid.string, before: try change.json(),
            createdAt: createdAt)
        if let post = try database.post(id: postID) { try outbox.send(post, eventID: eventID) }
    }
}
