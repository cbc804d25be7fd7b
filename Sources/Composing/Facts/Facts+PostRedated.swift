public import Foundation
public import Store

extension Facts {
    /// Changes the date of a post, and so its place in every list.
    public func redate(_ post: Post, to date: Date) throws {
        guard date.seconds != post.createdAt.seconds else { return }
        guard post.isPublic else {
            try transaction.setCreatedAt(date, postID: post.id)
            return
        }
        let tags = try database.tags(postID: post.id)
        var change = try change(of: post)
        change.lists = try moved(
            Move(post: post, oldTags: tags, tags: tags, date: date))
        change.posts += try lists.neighbours(
            post.id, authorID: post.authorID, database)
        try record("postEdited", post, change)
    }

    /// A post's places in lists, before and after an edit.
    struct Move {
        let post: Post
        let oldTags: [String]
        let tags: [String]
        let date: Date
    }

    /// Updates the lists of tags of a post that keeps its place in all others.
    func touched(_ move: Move) throws -> [SiteChange.InList] {
        let post = move.post
        let kept = lists.names(
            authorID: post.authorID, createdAt: post.createdAt,
            tags: move.oldTags.filter(move.tags.contains))
        return try lists.touch(post.id, in: kept, database)
            + lists.remove(
                post.id, from: move.oldTags.filter { !move.tags.contains($0) }.map { .tag($0) },
                in: transaction)
            + lists.insert(
                post.id, into: move.tags.filter { !move.oldTags.contains($0) }.map { .tag($0) },
                in: transaction)
    }

    /// Moves a post to the place of another date in all its lists.
    func moved(_ move: Move) throws -> [SiteChange.InList] {
        let post = move.post
        let removed = try lists.remove(
            post.id,
            from: lists.names(
                authorID: post.authorID, createdAt: post.createdAt, tags: move.oldTags),
            in: transaction)
        try transaction.setCreatedAt(move.date, postID: post.id)
        return try removed
            + lists.insert(
                post.id,
                into: lists.names(
                    authorID: post.authorID, createdAt: move.date, tags: move.tags),
                in: transaction)
    }
}
