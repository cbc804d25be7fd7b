internal import Markdown

extension HeadingOutline {
    /// A table of contents is of no use for less.
    private static let fewestEntries = 3

    /// The two highest levels, the lower within the higher; none for few headings.
    var contents: [ThemeValues] {
        let top = entries.map(\.level).min() ?? 2
        let shown = entries.filter { $0.level <= top + 1 }
        guard shown.count >= Self.fewestEntries else { return [] }
        var contents: [(entry: Entry, sections: [Entry])] = []
        for entry in shown {
            if entry.level == top || contents.isEmpty {
                contents.append((entry, []))
            } else {
                contents[contents.count - 1].sections.append(entry)
            }
        }
        return contents.map { entry, sections in
            var values = Self.values(entry)
            if !sections.isEmpty {
                values["hasSections"] = true
                values["sections"] = sections.map(Self.values)
            }
            return values
        }
    }

    private static func values(_ entry: Entry) -> ThemeValues {
        ["url": entry.url, "label": entry.label]
    }
}
