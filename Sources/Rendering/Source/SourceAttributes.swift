/// Attributes that kramdown, Zola and Hugo know and Markdown does not: `## Title {#id}`,
/// `{: .class}` on a line of its own. They are taken out and named.
enum SourceAttributes {
    static func removed(from text: String) -> (text: String, notes: [ImportNote]) {
        guard text.holds("{#") || text.holds("{:") || text.holds("{.") else { return (text, []) }
        let lines = SourceLines(text)
        return SourceTree.withRoot(of: text) { root in
            var edits: [SourceEdit] = []
            var notes: [ImportNote] = []
            var code: Set<Int> = []
            root.walk { node in
                switch node.kind {
                case .code, .html:
                    guard node.startLine > 0, node.lastLine >= node.startLine else { return }
                    code.formUnion(node.startLine...node.lastLine)
                case .heading:
                    let line = String(decoding: lines[node.startLine], as: UTF8.self)
                    guard let (kept, attribute) = withoutAttribute(line) else { return }
                    edits.append(SourceEdit(lines: node.startLine...node.startLine, text: kept))
                    notes.append(note(node.startLine, attribute))
                default: break
                }
            }
            for number in 1...lines.count where !code.contains(number) {
                let line = String(decoding: lines[number], as: UTF8.self)
                guard let attribute = lineAttribute(line) else { continue }
                // The line stays, blank, so that the lines behind it keep their numbers.
                edits.append(SourceEdit(lines: number...number, text: ""))
                notes.append(note(number, attribute))
            }
            return (lines.replacing(edits), notes)
        }
    }

    private static func note(_ line: Int, _ attribute: some StringProtocol) -> ImportNote {
        ImportNote(line: line, message: "the attribute \(attribute) was left out")
    }

    /// A heading's line without the braces at its end.
    private static func withoutAttribute(_ line: String) -> (kept: String, attribute: String)? {
        var end = Substring(line)
        while let last = end.last, last == " " || last == "\t" || last == "#" { end.removeLast() }
        guard end.last == "}", let open = end.lastIndex(of: "{") else { return nil }
        let attribute = end[open...]
        guard let mark = attribute.dropFirst().first, "#.:".contains(mark),
            attribute.dropFirst(2).dropLast().allSatisfy({ !"{}`".contains($0) }),
            attribute.count > 3
        else { return nil }
        var kept = end[..<open]
        while let last = kept.last, last == " " || last == "\t" { kept.removeLast() }
        return (String(kept), String(attribute))
    }

    /// `{: .class}`, alone on its line but for the marks of quotes.
    private static func lineAttribute(_ line: String) -> String? {
        let content = line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
        guard content.hasPrefix("{:") else { return nil }
        let attribute = content.trimmed
        guard attribute.hasSuffix("}"), attribute.firstIndex(of: "}") == attribute.indices.last
        else { return nil }
        return attribute
    }
}
