/// `/posts/GUID/comments/COMMENT`: a comment that is too long for the pages of all.
public struct LongCommentPage: Sendable {
    public typealias Post = (url: String, name: String)

    public var post: Post
    public var url: String
    public var comment: CommentValues

    public init(post: Post, url: String, comment: CommentValues) {
        self.post = post
        self.url = url
        self.comment = comment
    }

    /// Renders the page; search engines find the words of its post, not those of strangers at length.
    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(
            kind: .longComment,
            heading: site.words.text(.longCommentPage, ["title": post.name]))
        frame.description = site.words.text(.commentBy, ["name": comment.author.name])
        frame.canonical = url
        frame.isHidden = true
        return try site.render(
            frame,
            [
                "post": ["url": post.url, "name": post.name] as ThemeValues,
                "conversation": ConversationValues(comments: [comment]).values(in: site),
            ])
    }
}
