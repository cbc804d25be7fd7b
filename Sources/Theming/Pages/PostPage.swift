internal import Markdown

/// `/posts/GUID`.
public struct PostPage: Sendable {
    public typealias Neighbour = (url: String, name: String)

    public var post: PostValues
    /// The same author's next older and next newer post.
    public var previous: Neighbour?
    public var next: Neighbour?
    public var feeds: [PageFrame.FeedLink]
    public var conversation: ConversationValues

    public init(
        post: PostValues, conversation: ConversationValues, previous: Neighbour?,
        next: Neighbour?, feeds: [PageFrame.FeedLink]
    ) {
        self.post = post
        self.conversation = conversation
        self.previous = previous
        self.next = next
        self.feeds = feeds
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .post, heading: post.name)
        frame.description = post.excerpt
        frame.canonical = post.url
        frame.type = "article"
        frame.published = site.dates.iso8601(post.published)
        frame.modified = post.edited.map(site.dates.iso8601)
        frame.author = post.author.name
        frame.tags = post.tags.map(\.name)
        frame.feeds = feeds
        frame.picture = picture
        frame.newerURL = next?.url
        frame.olderURL = previous?.url
        frame.jsonLD = jsonLD(in: site)

        var own: ThemeValues = [
            "post": values(in: site), "conversation": conversation.values(in: site),
        ]
        if let previous { own["previous"] = Self.values(previous) }
        if let next { own["next"] = Self.values(next) }
        own["hasNeighbours"] = previous != nil || next != nil
        return try site.render(frame, own)
    }

    /// Returns the post with the values that only its own page shows: votes, links to headings and,
    /// for long posts, an outline and the reading time.
    private func values(in site: SiteFrame) -> ThemeValues {
        var values = post.values(in: site)
        if let poll = post.pollResult(findableBy: conversation.findableBy, in: site) {
            values["poll"] = poll
        }
        if post.isLong {
            let minutes = ReadingTime.minutes(html: post.bodyHTML)
            values["readingTime"] = site.words.plural(.minutes, count: minutes)
        }
        // Of a reshare others wrote the text, and its own page is elsewhere.
        guard post.reshared == nil else { return values }
        let outline = HeadingOutline(
            post.bodyHTML, idPrefix: post.guid,
            linkLabel: site.words.text(.linkToHeading))
        values["bodyHTML"] = outline.html
        // What is covered is told by no table of contents.
        if post.isLong, !post.isNSFW {
            let contents = outline.contents
            if !contents.isEmpty {
                values["hasContents"] = true
                values["contents"] = contents
            }
        }
        return values
    }

    private static func values(_ neighbour: Neighbour) -> ThemeValues {
        ["url": neighbour.url, "name": neighbour.name]
    }

    /// The picture of a link preview; none of a post that asks to be covered.
    private var picture: PageFrame.Picture? {
        guard !post.isNSFW, let cover = post.cover else { return nil }
        return PageFrame.Picture(
            url: cover.full, alt: cover.alt, width: cover.width, height: cover.height)
    }

    private func jsonLD(in site: SiteFrame) -> String {
        var article = JSONLD(type: post.title == nil ? "SocialMediaPosting" : "BlogPosting")
        article.add("headline", post.name)
        article.add("url", site.absolute(post.url))
        article.add("datePublished", site.dates.iso8601(post.published))
        article.add("dateModified", post.edited.map(site.dates.iso8601))
        article.add("author", post.author.jsonLD(in: site, isRoot: false))
        if let picture {
            article.add(
                "image", picture.url.hasPrefix("/") ? site.absolute(picture.url) : picture.url)
        }
        if conversation.commentCount > 0 {
            article.add("commentCount", conversation.commentCount)
        }
        return article.description
    }
}
