/// The position of a page in its list, with links to newer and older pages.
public struct PagerValues: Sendable {
    /// The page's number, from the oldest; `nil` on the head, which shows the newest posts.
    public var number: Int?
    /// The address of the page with newer posts; `nil` on the head.
    public var newerURL: String?
    /// The address of the page with older posts; `nil` on the last page.
    public var olderURL: String?

    public init(number: Int?, newerURL: String?, olderURL: String?) {
        self.number = number
        self.newerURL = newerURL
        self.olderURL = olderURL
    }

    func values(in site: SiteFrame) -> ThemeValues {
        var values: ThemeValues = [
            "isHead": number == nil, "hasPages": newerURL != nil || olderURL != nil,
        ]
        if let newerURL { values["newerURL"] = newerURL }
        if let olderURL { values["olderURL"] = olderURL }
        if let label = label(in: site) { values["label"] = label }
        return values
    }

    func label(in site: SiteFrame) -> String? {
        number.map { site.words.text(.pageNumber, ["number": site.words.number($0)]) }
    }

    /// Sets the links in a page's head.
    func link(_ frame: inout PageFrame) {
        frame.newerURL = newerURL
        frame.olderURL = olderURL
    }
}
