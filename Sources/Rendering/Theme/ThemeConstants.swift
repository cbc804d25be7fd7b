/// What templates name that is the same on every page of a build.
///
/// It is put into the templates before they are read, so that no page looks it up: texts in place of
/// their tags, and sections kept or left out.
struct ThemeConstants {
    /// Texts by dotted name, escaped for HTML.
    private var texts: [String: String] = [:]
    private let flags: [String: Bool]
    private let roots: Set<String>

    /// - Parameters:
    ///   - texts: By root and name: `words` and `newer` for `{{words.newer}}`. What a root does not
    ///     name, it does not have.
    ///   - flags: By dotted name.
    init(texts: [String: [String: String]], flags: [String: Bool]) {
        self.flags = flags
        roots = Set(texts.keys)
        for (root, values) in texts {
            for (key, text) in values { self.texts["\(root).\(key)"] = Self.escaped(text) }
        }
    }

    func filled(_ text: String) -> String { filled(text[...]) }

    private func filled(_ text: Substring) -> String {
        var result = ""
        var rest = text
        while let tag = TemplateTag(firstIn: rest) {
            if tag.kind == .variable, let constant = texts[tag.name] {
                result += rest[..<tag.range.lowerBound] + constant
                rest = rest[tag.range.upperBound...]
            } else if let isTrue = isTrue(tag.name), tag.kind == .section || tag.kind == .inverted,
                let end = tag.end(in: rest)
            {
                let open = tag.line(in: rest)
                let close = end.line(in: rest)
                result += rest[..<open.lowerBound]
                if isTrue == (tag.kind == .section) {
                    result += filled(rest[open.upperBound..<close.lowerBound])
                }
                rest = rest[close.upperBound...]
            } else {
                result += rest[..<tag.range.upperBound]
                rest = rest[tag.range.upperBound...]
            }
        }
        return result + rest
    }

    /// Whether a section of this name is shown; `nil` if that depends on the page.
    private func isTrue(_ name: String) -> Bool? {
        guard let dot = name.firstIndex(of: "."), roots.contains(String(name[..<dot])) else {
            return nil
        }
        return flags[name] ?? (texts[name] != nil)
    }

    /// Braces are escaped too, as they would begin a tag here.
    private static func escaped(_ text: String) -> String {
        let text = HTMLEscaping().escapeText(text)
        guard text.holds(UInt8(ascii: "{")) || text.holds(UInt8(ascii: "}")) else { return text }
        return text.replacing("{", with: "&#123;").replacing("}", with: "&#125;")
    }
}
