internal import Diaspora
internal import Foundation
internal import Store

/// Posts whose author goes on under another ID.
extension PostRevision {
    /// Gives the posts of a person of this pod to another one. If that is somebody of another pod, their pages
    /// go, and the posts stay as those that came from there.
    ///
    /// Of two reshares of one post by one person the other one stays.
    func move(postsOf old: Person, to new: Person, in transaction: WriteTransaction) throws {
        try MonthLists(lists: composer.lists, clock: composer.clock).refill(in: transaction)
        var budget = RemovalBudget.transaction
        for post in try transaction.reading.posts(authorID: old.id, limit: Int(Int32.max)) {
            if let root = post.rootGUID,
                try transaction.reading.hasReshared(root, authorID: new.id)
            {
                _ = try delete(post, isTold: false, within: &budget, in: transaction)
                guard let shown = try transaction.reading.post(root) else { continue }
                try composer.note(.count, to: shown, isOwn: false, in: transaction)
            } else if !post.isPublic {
                try transaction.setAuthor(new.id, postID: post.id)
            } else if new.isHere {
                try handOver(post, to: new, in: transaction)
            } else {
                try letGo(post, to: new, in: transaction)
            }
        }
    }

    /// Moves a post from one person's list to the other's; in all others it stays where it is.
    private func handOver(_ post: Post, to new: Person, in transaction: WriteTransaction) throws {
        let lists = composer.lists
        var before = try change(of: post, in: transaction.reading)
        before.lists = try lists.remove(post.id, from: [.person(post.authorID)], in: transaction)
        try record("postEdited", post, before, in: transaction)
        try transaction.setAuthor(new.id, postID: post.id)
        let own = try lists.insert(post.id, into: [.person(new.id)], in: transaction)
        guard let moved = try transaction.reading.post(id: post.id) else { return }
        var after = try change(of: moved, in: transaction.reading)
        let others = lists.names(
            authorID: new.id, createdAt: moved.createdAt,
            tags: try transaction.reading.tags(postID: moved.id)
        ).filter { $0 != .person(new.id) }
        after.lists = try own + lists.touch(moved.id, in: others, transaction.reading)
        try record("postEdited", moved, after, in: transaction)
    }

    /// Takes a post out of the tree, and links to it out of what stays.
    private func letGo(_ post: Post, to new: Person, in transaction: WriteTransaction) throws {
        try withdraw(post, in: transaction) {
            try transaction.discardUnsigned(ofPostID: post.id, before: Int(Int32.max))
            try transaction.setAuthor(new.id, postID: post.id)
        }
        for reshare in try transaction.reading.ownReshares(of: post.guid) {
            try touch(reshare, in: transaction)
        }
    }
}
