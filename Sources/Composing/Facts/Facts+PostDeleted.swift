internal import Diaspora
public import Store

extension Facts {
    /// Deletes a post for good, with its answers as far as the budget reaches: the rest is found by nobody any more,
    /// and removed later (``Receiver/removeRemains()``). A tombstone keeps its GUID from coming back.
    ///
    /// - Parameter isTold: Whether those who have a post of this pod are notified; a closing account is announced only once.
    /// - Returns: The file names of the photos of a post of this pod.
    @discardableResult
    public func delete(_ post: Post, isTold: Bool = true) throws -> [String] {
        guard try database.person(id: post.authorID)?.isHere == true else {
            try deleteForeign(post)
            return []
        }
        if isTold { try outbox.retract(post) }
        let photos = try database.photos(postID: post.id).map(\.fileName)
        if let root = try post.rootGUID.flatMap({ try database.post($0) }) {
            try takeLessPart(in: root, personID: post.authorID)
        }
        try withdraw(post) {
            try transaction.discardDeliveries(of: post, at: now)
            try transaction.deletePost(post, at: now, within: &removals.budget)
        }
        if post.isPublic { try forgetRoot(post.guid) }
        return photos
    }

    private func deleteForeign(_ post: Post) throws {
        let root = try post.rootGUID.flatMap { try database.post($0) }
        try transaction.deletePost(post, at: now, within: &removals.budget)
        try forgetRoot(post.guid)
        if let root { try note(.count, to: root) }
    }

    /// Removes a post from its lists, and enqueues the pages that showed it or linked to it.
    ///
    /// - Parameter removal: Makes it no public post of this pod.
    func withdraw(_ post: Post, by removal: () throws -> Void) throws {
        var change = try change(of: post)
        if post.isPublic {
            let tags = try database.tags(postID: post.id)
            change.photos = try database.photos(postID: post.id).map(\.fileName)
            change.redirects = try database.redirects(postID: post.id)
            change.lists = try lists.remove(
                post.id,
                from: lists.names(
                    authorID: post.authorID, createdAt: post.createdAt, tags: tags),
                in: transaction)
        }
        try removal()
        try record("postDeleted", post, change)
        if post.isPublic { try unlink(post.guid) }
    }

    /// Removes the reference to a deleted post from reshares by people of this pod; reshares by
    /// others were deleted with it.
    func forgetRoot(_ guid: GUID) throws {
        for reshare in try database.ownReshares(of: guid) {
            try transaction.forgetRoot(ofReshareID: reshare.id)
            try transaction.setRendering(
                try rendering(of: nil, reshare: reshare.guid),
                postID: reshare.id)
            try touch(reshare)
        }
    }
}
