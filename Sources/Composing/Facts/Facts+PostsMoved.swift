internal import Diaspora
internal import Foundation
internal import Store

/// Posts whose author goes on under another ID.
extension Facts {
    /// Moves the posts of a person of this pod to another person. If that is somebody of another
    /// pod, their pages are removed, and the posts stay as posts received from there.
    ///
    /// Of two reshares of one post by one person the other one stays.
    func move(postsOf old: Person, to new: Person) throws {
        try MonthLists(lists: lists, clock: context.clock).refill(in: transaction)
        for post in try database.posts(authorID: old.id, limit: Int(Int32.max)) {
            if let root = post.rootGUID,
                try database.hasReshared(root, authorID: new.id)
            {
                _ = try delete(post, isTold: false)
                guard let shown = try database.post(root) else { continue }
                try note(.count, to: shown)
            } else if !post.isPublic {
                try transaction.setAuthor(new.id, postID: post.id)
            } else if new.isHere {
                try handOver(post, to: new)
            } else {
                try letGo(post, to: new)
            }
        }
    }

    /// Moves a post from one person's list to the other's; in all others it stays where it is.
    private func handOver(_ post: Post, to new: Person) throws {
        var before = try change(of: post)
        before.lists = try lists.remove(post.id, from: [.person(post.authorID)], in: transaction)
        try record("postEdited", post, before)
        try transaction.setAuthor(new.id, postID: post.id)
        let own = try lists.insert(post.id, into: [.person(new.id)], in: transaction)
        guard let moved = try database.post(id: post.id) else { return }
        var after = try change(of: moved)
        let others = lists.names(
            authorID: new.id, createdAt: moved.createdAt,
            tags: try database.tags(postID: moved.id)
        ).filter { $0 != .person(new.id) }
        after.lists = try own + lists.touch(moved.id, in: others, database)
        try record("postEdited", moved, after)
    }

    /// Removes a post from the tree, and the links to it from other pages.
    private func letGo(_ post: Post, to new: Person) throws {
        try withdraw(post) {
            try transaction.discardUnsigned(ofPostID: post.id, before: Int(Int32.max))
            try transaction.setAuthor(new.id, postID: post.id)
        }
        for reshare in try database.ownReshares(of: post.guid) {
            try touch(reshare)
        }
    }
}
