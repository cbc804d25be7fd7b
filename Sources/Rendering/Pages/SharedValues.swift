/// The values that are the same on every page of a build, made once.
final class SharedValues: @unchecked Sendable {
    // Nothing in here changes after the initialiser, and all of it is texts, flags and lists of them.
    let site: ThemeValues
    let words: ThemeValues
    let assets: ThemeValues
    /// The navigation as the theme writes it, by the address of the page it stands on.
    private let navigationAt: [String: String]
    private let navigationElsewhere: String

    init(
        site: ThemeValues, words: ThemeValues, assets: ThemeValues, library: ThemeLibrary,
        navigation: [(url: String, label: String)]
    ) throws(ThemeError) {
        self.site = site
        self.words = words
        self.assets = assets
        func rendered(at path: String?) throws(ThemeError) -> String {
            let items = navigation.map {
                ["url": $0.url, "label": $0.label, "isCurrent": $0.url == path] as ThemeValues
            }
            return try library.render(
                "navigation", ["navigation": items, "site": site, "words": words, "assets": assets])
        }
        navigationElsewhere = try rendered(at: nil)
        var places: [String: String] = [:]
        for item in navigation { places[item.url] = try rendered(at: item.url) }
        navigationAt = places
    }

    /// The navigation on the page with this canonical address.
    func navigation(at path: String?) -> String {
        path.flatMap { navigationAt[$0] } ?? navigationElsewhere
    }
}
