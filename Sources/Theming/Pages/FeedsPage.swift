/// `/feeds`: every feed, for people.
public struct FeedsPage: Sendable {
    public typealias Feed = (title: String, description: String, atomURL: String, jsonURL: String?)

    public var feeds: [Feed]

    public init(feeds: [Feed]) {
        self.feeds = feeds
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .feeds, heading: site.words.text(.feeds))
        frame.canonical = "/feeds"
        let values = feeds.map { feed -> ThemeValues in
            var values: ThemeValues = [
                "title": feed.title, "description": feed.description,
                "atomURL": site.absolute(feed.atomURL),
            ]
            if let json = feed.jsonURL { values["jsonURL"] = site.absolute(json) }
            return values
        }
        return try site.render(frame, ["feeds": values])
    }
}
