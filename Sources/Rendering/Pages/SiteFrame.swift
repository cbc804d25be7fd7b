/// What every page of one build shares: names, words, dates, theme.
public struct SiteFrame: Sendable {
    public let theme: Theme
    public let words: Words
    public let dates: DateWords
    public let name: String
    /// Absolute, ending in `/`.
    public let url: String
    public let podmin: String
    public let generator: String
    public let sourceURL: String
    public let hasTerms: Bool
    public let hasAbout: Bool

    public init(
        theme: Theme, words: Words, dates: DateWords, name: String, url: String, podmin: String,
        generator: String, sourceURL: String, hasTerms: Bool, hasAbout: Bool
    ) {
        self.theme = theme
        self.words = words
        self.dates = dates
        self.name = name
        self.url = url
        self.podmin = podmin
        self.generator = generator
        self.sourceURL = sourceURL
        self.hasTerms = hasTerms
        self.hasAbout = hasAbout
    }

    /// Makes a path of the site absolute.
    ///
    /// - Parameter path: Begins with `/`.
    public func absolute(_ path: String) -> String {
        url + path.dropFirst()
    }

    /// Renders a page inside the theme's layout.
    ///
    /// - Parameter own: The values of this kind of page (docs/themes.md).
    public func render(_ page: PageFrame, _ own: [String: Any]) throws(ThemeError) -> [UInt8] {
        var values = own
        values["site"] = site
        values["page"] = page.values(in: self)
        values["navigation"] = navigation(at: page)
        values["words"] = words.texts as [String: Any]
        values["assets"] = theme.assetAddresses
        return Array(try theme.render(page.kind.template, values).utf8)
    }

    private var site: [String: Any] {
        var site: [String: Any] = [
            "name": name, "url": url, "language": words.language,
            "direction": words.direction.rawValue, "generator": generator, "sourceURL": sourceURL,
            "hasTerms": hasTerms,
        ]
        if !podmin.isEmpty { site["podmin"] = podmin }
        return site
    }

    private func navigation(at page: PageFrame) -> [[String: Any]] {
        var items: [(String, WordsKey)] = [
            ("/", .home), ("/archive", .archive), ("/tags", .tags), ("/search", .search),
            ("/feeds", .feeds),
        ]
        if hasAbout { items.append(("/about", .about)) }
        return items.map { url, key in
            ["url": url, "label": words.text(key), "isCurrent": page.canonical == url]
        }
    }
}
