/// The answers to a post, as far as one page shows them.
public struct ConversationValues: Sendable {
    /// The comments in the order of their arrival.
    public var comments: [CommentValues]
    /// The number of comments in the whole conversation, which only the post's own page shows.
    public var commentCount = 0
    public var likeCount = 0
    public var reshareCount = 0
    /// The address of the page with the comments before these; `newerURL` leads to those after
    /// them.
    public var olderURL: String?
    public var newerURL: String?
    /// The feed of the newest comments, if there are any.
    public var feedURL: String?
    /// The diaspora* ID by which other pods find the post, if it can receive answers.
    public var findableBy: String?

    public init(comments: [CommentValues] = []) {
        self.comments = comments
    }

    func values(in site: SiteFrame) -> ThemeValues {
        let words = site.words
        var values: ThemeValues = [
            "isEmpty": comments.isEmpty,
            "hasCounts": commentCount + likeCount + reshareCount > 0,
        ]
        if !comments.isEmpty { values["comments"] = comments.map { $0.values(in: site) } }
        if commentCount > 0 { values["count"] = words.plural(.comments, count: commentCount) }
        if likeCount > 0 { values["likesCount"] = words.plural(.likes, count: likeCount) }
        if reshareCount > 0 {
            values["resharesCount"] = words.plural(.reshares, count: reshareCount)
        }
        if let olderURL { values["olderURL"] = olderURL }
        if let newerURL { values["newerURL"] = newerURL }
        if let feedURL { values["feedURL"] = feedURL }
        if let findableBy {
            values["isOpen"] = true
            values["howToAnswer"] = words.text(.howToAnswer, ["id": findableBy])
        }
        return values
    }
}
