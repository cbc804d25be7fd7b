/// `/` and `/page/N`.
public struct HomePage: Sendable {
    /// The canonical path of the page.
    public var url: String
    public var landingTitle: String
    /// The rendered text at the top of the head page; empty if there is none.
    public var landingHTML: String
    public var description: String
    public var groups: PostGroups
    public var pager: PagerValues
    public var feeds: [PageFrame.FeedLink]

    public init(
        url: String, landingTitle: String, landingHTML: String, description: String,
        groups: PostGroups,
        pager: PagerValues, feeds: [PageFrame.FeedLink]
    ) {
        self.url = url
        self.landingTitle = landingTitle
        self.landingHTML = landingHTML
        self.description = description
        self.groups = groups
        self.pager = pager
        self.feeds = feeds
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .home, heading: landingTitle.isEmpty ? site.name : landingTitle)
        frame.canonical = url
        frame.description =
            description.isEmpty
            ? site.words.text(.homeDescription, ["pod": site.name]) : description
        frame.feeds = feeds
        pager.link(&frame)
        if pager.number == nil {
            var website = JSONLD(type: "WebSite")
            website.add("name", site.name)
            website.add("url", site.url)
            website.add("description", frame.description)
            frame.jsonLD = website.description
        }
        var own: ThemeValues = [
            "groups": groups.values(in: site), "pager": pager.values(in: site),
        ]
        if pager.number == nil, !landingHTML.isEmpty { own["landing"] = landingHTML }
        return try site.render(frame, own)
    }
}
