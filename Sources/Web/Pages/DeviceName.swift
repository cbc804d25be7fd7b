internal import Theming

/// A browser and its system in words, as far as `User-Agent` tells them.
///
/// Spec: RFC 9110, section 10.1.5; the names that browsers send are a convention.
struct DeviceName {
    private let browser: String?
    private let system: String?

    init(_ userAgent: String) {
        // The order matters: each browser also names the ones that it descends from.
        browser = Self.first(
            of: [
                ("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"),
                ("Chrome/", "Chrome"), ("Safari/", "Safari"),
            ], in: userAgent)
        system = Self.first(
            of: [
                ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
                ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
            ], in: userAgent)
    }

    func text(_ words: Words) -> String {
        switch (browser, system) {
        case (let browser?, let system?):
            words.text(.appDevice, ["browser": browser, "system": system])
        case (let name?, nil), (nil, let name?): name
        case (nil, nil): words.text(.appUnknownDevice)
        }
    }

    private static func first(of names: [(String, String)], in text: String) -> String? {
        names.first { text.contains($0.0) }?.1
    }
}
