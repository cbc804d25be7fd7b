internal import Composing
internal import Store

extension SitePlan {
    /// The facts about a post's comments that planning needs.
    struct Conversation {
        /// The number of comments; 0 if the post is gone.
        var commentCount = 0
        /// The GUIDs of comments that may have pages of their own.
        var longComments: [String] = []
    }

    /// Adds all pages that show a post's comments, beside its own.
    mutating func addConversation(_ guid: String, _ conversation: Conversation) {
        guard conversation.commentCount > 0 else { return }
        add(.commentsFeed(guid: guid))
        let pageCount = ListCut.comments.pageCount(conversation.commentCount)
        for number in stride(from: 1, through: pageCount, by: 1) {
            add(.comments(guid: guid, page: number))
        }
        for long in conversation.longComments { add(.comment(post: guid, guid: long)) }
    }

    /// Adds the pages that show an answer, which are all pages of the post.
    mutating func add(_ answered: SiteChange.Answered) {
        guard let comment = answered.comment else {
            add(.post(guid: answered.guid), stage: 1)
            return
        }
        for guid in comment.longOnes ?? [] { add(.comment(post: answered.guid, guid: guid)) }
        if comment.isTouch {
            addTouched(comment, of: answered.guid)
        } else {
            addMoved(comment, of: answered.guid)
        }
    }

    /// Adds the page of a comment that looks different, but not its feed, which shows no likes.
    private mutating func addTouched(_ comment: SiteChange.Answered.Comment, of guid: String) {
        addShown(rank: comment.rank, of: comment.countAfter, onPost: guid, isInFeed: false)
    }

    /// Adds the pages that show the comment of a rank.
    mutating func addShown(rank: Int, of count: Int, onPost guid: String, isInFeed: Bool) {
        let cut = ListCut.comments
        let number = cut.page(ofRank: rank)
        if number <= cut.pageCount(count) {
            add(.comments(guid: guid, page: number))
        } else {
            add(.post(guid: guid), stage: 1)
        }
        if isInFeed, rank > count - CommentsFeedCut.size { add(.commentsFeed(guid: guid)) }
    }

    /// Adds the pages changed by an added or removed comment: the full ones from its own on, and
    /// the one below the last, whose link to later comments leads to the post or to a page.
    private mutating func addMoved(_ comment: SiteChange.Answered.Comment, of guid: String) {
        add(.post(guid: guid), stage: 1)
        if comment.rank > comment.countBefore - CommentsFeedCut.size {
            add(.commentsFeed(guid: guid))
        }
        let cut = ListCut.comments
        let before = cut.pageCount(comment.countBefore)
        let after = cut.pageCount(comment.countAfter)
        let last = max(before, after)
        var first = cut.page(ofRank: comment.rank)
        if before != after { first = min(first, max(1, min(before, after))) }
        for number in stride(from: first, through: last, by: 1) {
            add(.comments(guid: guid, page: number))
        }
    }
}

/// The number of the newest comments that a post's feed of comments holds.
enum CommentsFeedCut {
    static let size = 50
}
