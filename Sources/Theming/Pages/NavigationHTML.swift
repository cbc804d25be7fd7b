/// The navigation as the theme writes it, rendered once for a build.
struct NavigationHTML: Sendable {
    /// The navigation's HTML by the path of the page that shows it.
    private let htmlAt: [String: String]
    private let htmlElsewhere: String

    init(
        _ entries: [(url: String, label: String)], library: ThemeLibrary
    ) throws(ThemeError) {
        func rendered(at path: String?) throws(ThemeError) -> String {
            let items = entries.map {
                ["url": $0.url, "label": $0.label, "isCurrent": $0.url == path] as ThemeValues
            }
            return String(
                decoding: try library.render("navigation", ["navigation": items]), as: UTF8.self)
        }
        htmlElsewhere = try rendered(at: nil)
        var places: [String: String] = [:]
        for entry in entries { places[entry.url] = try rendered(at: entry.url) }
        htmlAt = places
    }

    /// Returns the navigation for the page with this canonical path.
    func html(at path: String?) -> String {
        path.flatMap { htmlAt[$0] } ?? htmlElsewhere
    }
}
