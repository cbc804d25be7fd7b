/// The values that are the same on every page of a build, made once.
final class SharedValues: @unchecked Sendable {
    // Nothing in here changes after the initialiser, and all of it is strings, numbers, dictionaries.
    let site: [String: Any]
    let words: [String: Any]
    let assets: [String: Any]
    private let items: [(url: String, label: String)]
    private let elsewhere: [[String: Any]]

    init(
        site: [String: Any], words: [String: String], assets: [String: Any],
        navigation: [(url: String, label: String)]
    ) {
        self.site = site
        self.words = words
        self.assets = assets
        items = navigation
        elsewhere = Self.values(navigation, current: nil)
    }

    /// The navigation as it is on the page with this canonical address.
    func navigation(at path: String?) -> [[String: Any]] {
        items.contains { $0.url == path } ? Self.values(items, current: path) : elsewhere
    }

    private static func values(
        _ items: [(url: String, label: String)], current: String?
    ) -> [[String: Any]] {
        items.map { ["url": $0.url, "label": $0.label, "isCurrent": $0.url == current] }
    }
}
