internal import Diaspora
internal import Store

extension Composer {
    /// The pages that show how a post was answered; nil if there are none.
    func answerChange(of post: Post, in database: ReadTransaction) throws -> SiteChange? {
        guard post.isPublic, let author = try database.person(id: post.authorID),
            author.kind == .local
        else { return nil }
        var change = SiteChange()
        change.posts = [post.guid.string]
        return change
    }

    /// The same for a comment that is about to be deleted.
    func answerDeletion(
        of comment: Comment, post: Post, in database: ReadTransaction
    ) throws -> SiteChange? {
        try answerChange(of: post, in: database)
    }
}
