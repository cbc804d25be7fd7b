/// What a reader would see of a Mustache template, were its values empty: the words that ought to
/// be in the catalogue instead.
struct TemplateText {
    /// The letters outside tags, and those in attributes that are shown or read out.
    var strayWords: [String] = []
    /// The KEY of each `{{words.KEY}}`.
    var keys: Set<String> = []

    private static let spokenAttributes: Set<String> = [
        "alt", "title", "aria-label", "aria-description", "aria-roledescription", "placeholder",
        "label", "aria-valuetext",
    ]

    /// - Parameter quietBlocks: Blocks that fill an attribute which nobody hears or sees, such as
    ///   the `class` of a layout; see ``quietBlocks(in:)``.
    init(template: String, quietBlocks: Set<String> = []) {
        var template = template
        for block in quietBlocks {
            while let open = template.firstRange(of: "{{$\(block)}}"),
                let close = template[open.upperBound...].firstRange(of: "{{/\(block)}}")
            {
                template.removeSubrange(open.lowerBound..<close.upperBound)
            }
        }
        let html = withoutMustache(template)
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            note(rest[..<open])
            rest = rest[open...]
            if rest.hasPrefix("<!--") {
                rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? ""
            } else {
                readTag(&rest)
            }
        }
        note(rest)
    }

    /// The blocks that a template declares inside of an attribute: `class="{{$class}}{{/class}}"`.
    static func quietBlocks(in template: String) -> Set<String> {
        let blocks = template.matches(of: #/([\w-]+)="[^"<>]*?\{\{\$(\w+)\}\}/#)
        let quiet = blocks.filter { !spokenAttributes.contains($0.output.1.lowercased()) }
        return Set(quiet.map { String($0.output.2) })
    }

    private mutating func withoutMustache(_ template: String) -> String {
        var html = ""
        var rest = template[...]
        while let open = rest.firstRange(of: "{{") {
            html += rest[..<open.lowerBound]
            let closing = rest[open.lowerBound...].hasPrefix("{{{") ? "}}}" : "}}"
            guard let close = rest.firstRange(of: closing) else { break }
            let name = rest[open.upperBound..<close.lowerBound].filter { !" {&#^/".contains($0) }
            if name.hasPrefix("words.") { keys.insert(String(name.dropFirst(6))) }
            rest = rest[close.upperBound...]
        }
        return html + rest
    }

    /// Reads `<name attribute="value" …>`, in which a quoted `>` ends nothing.
    private mutating func readTag(_ rest: inout Substring) {
        var name = ""
        rest.removeFirst()
        while let character = rest.popFirst(), character != ">" {
            switch character {
            case "\"", "'":
                let value = rest.prefix { $0 != character }
                rest = rest[value.endIndex...].dropFirst()
                if Self.spokenAttributes.contains(name.lowercased()) { note(value) }
                name = ""
            case "=": break
            case _ where character.isWhitespace: name = ""
            default: name.append(character)
            }
        }
    }

    private mutating func note(_ text: Substring) {
        let visible = text.replacing(#/&#?[A-Za-z0-9]+;/#, with: " ")
        strayWords += visible.split { !$0.isLetter }.map(String.init)
    }
}
