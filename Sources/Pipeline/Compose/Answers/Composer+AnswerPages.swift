internal import Diaspora
internal import Store

extension Composer {
    /// What changed about how a post is answered.
    enum AnswerChange {
        /// A like of the post, a vote, a reshare: what only counts.
        case count
        /// The last ones of the post, already stored.
        case newComments(count: Int)
        /// Noted before the comment is deleted.
        case removedComment(Comment)
        case likes(of: Comment)
    }

    /// Asks for the pages that show how a post of this pod was answered.
    ///
    /// - Parameter isOwn: Whether somebody here did it and waits for the page.
    func note(
        _ answer: AnswerChange, to post: Post, isOwn: Bool, in transaction: WriteTransaction
    ) throws {
        guard post.isPublic, try transaction.reading.person(id: post.authorID)?.kind == .local
        else {
            return
        }
        let (priority, database) = (isOwn ? 0 : 1, transaction.reading)
        let change =
            switch answer {
            case .count:
                try SiteChange.answers(toPost: post, priority: priority, in: database)
            case .newComments(let count):
                try SiteChange.added(count, toPost: post, priority: priority, in: database)
            case .removedComment(let comment):
                try SiteChange.removing(
                    comment, fromPost: post, priority: priority, in: database)
            case .likes(let comment):
                try SiteChange.likes(
                    ofComment: comment, toPost: post, priority: priority, in: database)
            }
        try transaction.insertEvent(
            kind: "postAnswered", guid: post.guid.string, before: try change.json(),
            createdAt: clock.now())
    }
}
