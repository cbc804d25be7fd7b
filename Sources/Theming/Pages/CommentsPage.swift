/// `/posts/GUID/comments/N`: a hundred of a post's older comments.
///
/// A newer comment changes nothing on it.
public struct CommentsPage: Sendable {
    public typealias Post = (url: String, name: String)

    public var post: Post
    public var number: Int
    public var url: String
    public var conversation: ConversationValues

    public init(post: Post, number: Int, url: String, conversation: ConversationValues) {
        self.post = post
        self.number = number
        self.url = url
        self.conversation = conversation
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        let title = ["title": post.name]
        var frame = PageFrame(
            kind: .comments, heading: site.words.text(.commentsPage, title))
        frame.description = site.words.text(.commentsDescription, title)
        frame.canonical = url
        frame.newerURL = conversation.newerURL
        frame.olderURL = conversation.olderURL
        return try site.render(
            frame,
            [
                "post": ["url": post.url, "name": post.name] as ThemeValues,
                "label": site.words.text(.pageNumber, ["number": site.words.number(number)]),
                "conversation": conversation.values(in: site),
            ])
    }
}
