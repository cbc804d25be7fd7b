/// A pattern of addresses: `/:year/:month/:title/`.
struct PermalinkPattern {
    let text: String

    /// Jekyll's patterns that have a name. Spec: Jekyll, "Permalinks", built-in formats.
    private static let styles = [
        "date": "/:categories/:year/:month/:day/:title:output_ext",
        "pretty": "/:categories/:year/:month/:day/:title/",
        "ordinal": "/:categories/:year/:y_day/:title:output_ext",
        "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none": "/:categories/:title:output_ext",
    ]

    init(text: String) { self.text = text }

    /// - Parameter jekyll: A pattern, or the name of one.
    init(jekyll: String) { text = Self.styles[jekyll] ?? jekyll }

    /// Whether a text is no address itself.
    static func isPattern(_ text: String) -> Bool {
        styles[text] != nil || (text.contains(":") && !text.contains("://"))
    }

    /// Returns the address that the pattern makes; `nil` if a part of it is unknown.
    ///
    /// - Parameter value: The value of a placeholder, which is named without its colon.
    func expanded(_ value: (String) -> String?) -> String? {
        var result = ""
        var rest = text[...]
        while let colon = rest.firstIndex(of: ":") {
            result += rest[..<colon]
            rest = rest[rest.index(after: colon)...]
            let name = Self.name(rest)
            guard !name.isEmpty, let part = value(String(name)) else { return nil }
            result += part
            rest = rest[name.endIndex...]
        }
        return result + rest
    }

    /// Returns the placeholder's name at the start of a text: `title`, `sections[1:]`, or a layout
    /// of Go such as `2006-01-02`.
    private static func name(_ text: Substring) -> Substring {
        if text.first?.isNumber == true { return text.prefix { $0 != "/" && $0 != ":" } }
        let name = text.prefix { $0.isASCII && ($0.isLetter || $0 == "_") }
        guard text[name.endIndex...].first == "[",
            let close = text[name.endIndex...].firstIndex(of: "]")
        else { return name }
        return text[...close]
    }
}
