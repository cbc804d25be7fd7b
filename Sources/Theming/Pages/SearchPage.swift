/// `/search`: the script of the theme reads the index; without scripts the page shows other ways to find posts.
public struct SearchPage: Sendable {
    public init() {}

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .search, heading: site.words.text(.search))
        frame.canonical = "/search"
        return try site.render(frame, [:])
    }
}
