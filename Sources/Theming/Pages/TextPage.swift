/// `/about`, `/terms` and the other pages a podmin writes in `site/`.
public struct TextPage: Sendable {
    public var path: String
    public var title: String
    public var bodyHTML: String
    public var description: String

    public init(path: String, title: String, bodyHTML: String, description: String) {
        self.path = path
        self.title = title
        self.bodyHTML = bodyHTML
        self.description = description
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .text, heading: title)
        frame.canonical = path
        frame.description = description
        return try site.render(frame, ["title": title, "bodyHTML": bodyHTML])
    }
}
