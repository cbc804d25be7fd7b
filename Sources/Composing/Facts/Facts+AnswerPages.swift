internal import Diaspora
internal import Store

extension Facts {
    /// A change of how a post is answered.
    enum AnswerChange {
        /// A like of the post, a vote, a reshare, which are only counted.
        case count
        /// The newest comments of the post, already stored.
        case newComments(count: Int)
        /// A comment that is about to be deleted.
        case removedComment(Comment)
        case likes(of: Comment)
        /// The likes of a comment and of any number of later ones; only the pages of long comments
        /// are listed one by one.
        case likesOfSeveral(from: Comment, longOnes: [String])
    }

    /// Enqueues the pages that show how a post of this pod was answered.
    ///
    /// Those that somebody here waits for come first.
    func note(_ answer: AnswerChange, to post: Post, isAwaited: Bool? = nil) throws {
        guard post.isPublic, try database.person(id: post.authorID)?.kind == .local else { return }
        let priority = isAwaited ?? (origin == .here) ? 0 : 1
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
            case .likesOfSeveral(let first, let longOnes):
                try SiteChange.likes(
                    ofCommentsFrom: first, longOnes: longOnes, toPost: post, priority: priority,
                    in: database)
            }
        try transaction.insertEvent(
            kind: "postAnswered", guid: post.guid.string, before: try change.json(), createdAt: now)
    }

    /// Enqueues the pages that count what two people both answered: of two likes or votes one is
    /// removed when the people are merged, which is to be done after this. One event a post, as a
    /// stranger may have liked any number of comments by two names.
    func noteAnswers(ofBoth one: Int64, _ other: Int64) throws {
        let answers = try database.answers(ofBoth: one, other)
        for post in try answers.postIDs.compactMap({ try database.post(id: $0) }) {
            try note(.count, to: post, isAwaited: false)
        }
        for id in answers.firstCommentIDs {
            guard let first = try database.comment(id: id),
                let post = try database.post(id: first.postID)
            else { continue }
            let longOnes = try database.longComments(
                likedByBoth: one, other, postID: post.id, over: LongComment.maximumBytesOfShort)
            try note(.likesOfSeveral(from: first, longOnes: longOnes), to: post, isAwaited: false)
        }
    }
}
