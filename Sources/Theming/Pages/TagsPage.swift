/// `/tags`.
public struct TagsPage: Sendable {
    public var tags: [(name: String, url: String, count: Int)]

    public init(tags: [(name: String, url: String, count: Int)]) {
        self.tags = tags
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .tags, heading: site.words.text(.tags))
        frame.canonical = "/tags"
        let values = tags.map { tag -> ThemeValues in
            ["name": tag.name, "url": tag.url, "count": site.words.number(tag.count)]
        }
        return try site.render(frame, ["tags": values])
    }
}
