/// The names, words, dates and theme that all pages of one build share.
public struct SiteFrame: Sendable {
    public let theme: Theme
    public let words: Words
    public let dates: DateWords
    /// The pod's name.
    public let name: String
    /// The pod's absolute URL, ending in `/`.
    public let url: String
    public let podmin: String
    /// The name and version of the program.
    public let generator: String
    /// The URL at which the program's source is offered; empty if there is none.
    public let sourceURL: String
    public let hasTerms: Bool
    public let hasAbout: Bool
    private let library: ThemeLibrary
    private let navigation: NavigationHTML

    public init(
        theme: Theme, words: Words, dates: DateWords, name: String, url: String, podmin: String,
        generator: String, sourceURL: String, hasTerms: Bool, hasAbout: Bool, menu: [MenuEntry] = []
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
        var texts = [
            "name": name, "url": url, "language": words.language,
            "direction": words.direction.rawValue, "generator": generator,
        ]
        if !podmin.isEmpty { texts["podmin"] = podmin }
        if !sourceURL.isEmpty { texts["sourceURL"] = sourceURL }
        if let preview = theme.assetAddresses["preview_png"] {
            texts["preview"] = url + preview.dropFirst()
        }
        var site = ThemeValues(texts)
        site["hasTerms"] = hasTerms
        self.theme = theme
        library = try ThemeLibrary(
            theme,
            constants: [
                "site": site, "words": ThemeValues(words.texts),
                "assets": ThemeValues(theme.assetAddresses),
            ])
        navigation = try NavigationHTML(
            Self.navigation(words, hasAbout: hasAbout, menu: menu), library: library)
    }

    /// Names in the theme's templates that the contract does not list, by file and line.
    public var warnings: [String] { library.warnings }

    /// The absolute URL of the site's icon, if the theme has one.
    public var icon: String? {
        theme.assets.first { $0.name == ThemeAsset.favicon }.map { url + $0.path }
    }

    /// Returns the absolute URL of a path of the site.
    ///
    /// - Parameter path: Begins with `/`.
    public func absolute(_ path: String) -> String {
        url + path.dropFirst()
    }

    /// Renders a page inside the theme's layout.
    ///
    /// - Parameter own: The values of this kind of page (docs/themes.md).
    func render(_ page: PageFrame, _ own: ThemeValues) throws(ThemeError) -> [UInt8] {
        var values = own
        values["page"] = page.values(in: self)
        values["navigationHTML"] = navigation.html(at: page.canonical)
        return try library.render(page.kind.template, values)
    }

    /// Renders a post's card.
    func renderCard(_ values: ThemeValues) throws(ThemeError) -> String {
        String(decoding: try library.render("post-card", values), as: UTF8.self)
    }

    private static func navigation(
        _ words: Words, hasAbout: Bool, menu: [MenuEntry]
    ) -> [(url: String, label: String)] {
        var items: [(String, WordsKey)] = [
            ("/", .home), ("/archive", .archive), ("/tags", .tags), ("/search", .search),
            ("/feeds", .feeds),
        ]
        if hasAbout, !menu.contains(where: { $0.url == "/about" }) {
            items.append(("/about", .about))
        }
        var entries = items.map { (url: $0, label: words.text($1)) }
        for entry in menu.sorted(by: { ($0.place, $0.url) < ($1.place, $1.url) }) {
            entries.insert((entry.url, entry.label), at: min(entry.place - 1, entries.count))
        }
        return entries
    }
}
