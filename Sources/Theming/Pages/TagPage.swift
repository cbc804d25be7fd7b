/// `/tags/TAG` and `/tags/TAG/page/N`.
public struct TagPage: Sendable {
    public var tag: String
    public var url: String
    public var postCount: Int
    public var groups: PostGroups
    public var pager: PagerValues
    public var feeds: [PageFrame.FeedLink]

    public init(
        tag: String, url: String, postCount: Int, groups: PostGroups, pager: PagerValues,
        feeds: [PageFrame.FeedLink]
    ) {
        self.tag = tag
        self.url = url
        self.postCount = postCount
        self.groups = groups
        self.pager = pager
        self.feeds = feeds
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .tag, heading: "#" + tag)
        frame.canonical = url
        frame.description = site.words.text(.tagDescription, ["tag": tag, "pod": site.name])
        frame.feeds = feeds
        pager.link(&frame)
        var values: ThemeValues = [
            "name": tag,
            "feeds": feeds.map(\.values),
        ]
        if pager.number == nil {
            values["postCount"] = site.words.plural(.posts, count: postCount)
        }
        return try site.render(
            frame,
            [
                "tag": values, "groups": groups.values(in: site), "pager": pager.values(in: site),
            ])
    }
}
