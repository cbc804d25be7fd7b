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
    private let shared: SharedValues

    public init(
        theme: Theme, words: Words, dates: DateWords, name: String, url: String, podmin: String,
        generator: String, sourceURL: String, hasTerms: Bool, hasAbout: Bool
    ) throws(ThemeError) {
        self.words = words
        self.dates = dates
        self.name = name
        self.url = url
        self.podmin = podmin
        self.generator = generator
        self.sourceURL = sourceURL
        self.hasTerms = hasTerms
        self.hasAbout = hasAbout
        var site: [String: Any] = [
            "name": name, "url": url, "language": words.language,
            "direction": words.direction.rawValue, "generator": generator,
            "hasTerms": hasTerms,
        ]
        if !podmin.isEmpty { site["podmin"] = podmin }
        if !sourceURL.isEmpty { site["sourceURL"] = sourceURL }
        self.theme = try theme.filled(
            with: Self.constants(site: site, words: words.texts, assets: theme.assetAddresses))
        shared = SharedValues(
            site: site, words: words.texts, assets: theme.assetAddresses,
            navigation: Self.navigation(words, hasAbout: hasAbout))
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
        values["site"] = shared.site
        values["page"] = page.values(in: self)
        values["navigation"] = shared.navigation(at: page.canonical)
        values["words"] = shared.words
        values["assets"] = shared.assets
        return Array(try theme.render(page.kind.template, values).utf8)
    }

    /// Renders a post's card.
    func renderCard(_ values: [String: Any]) throws(ThemeError) -> String {
        var values = values
        values["words"] = shared.words
        return try theme.render("post-card", values)
    }

    /// Every text that is the same on all pages, by the name templates call it.
    private static func constants(
        site: [String: Any], words: [String: String], assets: [String: Any]
    ) -> [String: String] {
        var constants: [String: String] = [:]
        for (key, text) in words { constants["words.\(key)"] = text }
        for (key, value) in site { constants["site.\(key)"] = value as? String }
        for (key, value) in assets { constants["assets.\(key)"] = value as? String }
        return constants
    }

    private static func navigation(
        _ words: Words, hasAbout: Bool
    ) -> [(url: String, label: String)] {
        var items: [(String, WordsKey)] = [
            ("/", .home), ("/archive", .archive), ("/tags", .tags), ("/search", .search),
            ("/feeds", .feeds),
        ]
        if hasAbout { items.append(("/about", .about)) }
        return items.map { ($0, words.text($1)) }
    }
}
