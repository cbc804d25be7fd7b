/// Attributes that kramdown, Zola and Hugo know and Markdown does not: `## Title {#id .class}`,
/// `{: .class}` on a line of its own or behind a link. They are taken out and named, but for the name of a heading.
///
/// Spec: kramdown, "Attribute List Definitions", "Extensions".
struct SourceAttributes {
    private(set) var text: String
    private(set) var notes: [ImportNote] = []
    /// The names that headings had: words of the heading by name.
    private(set) var anchors: [String: String] = [:]

    init(removedFrom text: String) {
        self.text = text
        guard text.holds("{#") || text.holds("{:") || text.holds("{.") else { return }
        let lines = SourceLines(text)
        self.text = SourceTree.withRoot(of: text) { root in
            var edits: [SourceEdit] = []
            var code: Set<Int> = []
            root.walk { node in
                switch node.kind {
                case .code, .html:
                    guard node.startLine > 0, node.lastLine >= node.startLine else { return }
                    code.formUnion(node.startLine...node.lastLine)
                case .heading:
                    let line = String(decoding: lines[node.startLine], as: UTF8.self)
                    guard let (kept, attribute) = Self.withoutAttribute(line) else { return }
                    let name = Self.name(in: attribute)
                    let mark = name.flatMap { HeadingAnchors.isName($0) ? "{#\($0)}" : nil }
                    if attribute == mark { return }
                    let text = kept + (mark.map { " " + $0 } ?? "")
                    edits.append(SourceEdit(lines: node.startLine...node.startLine, text: text))
                    note(node.startLine, attribute, isNamed: mark != nil)
                    if mark == nil, let name {
                        anchors[name] = String(node.plainText.prefix { $0 != "{" })
                    }
                default: break
                }
            }
            takeLines(of: lines, besides: code, &edits)
            return lines.replacing(edits)
        }
    }

    private mutating func takeLines(
        of lines: SourceLines, besides code: Set<Int>, _ edits: inout [SourceEdit]
    ) {
        var comment: (line: Int, words: [String])?
        for number in 1...lines.count where !code.contains(number) {
            let line = String(decoding: lines[number], as: UTF8.self)
            let content = line.trimmed
            // The lines stay, blank, so that those behind them keep their numbers.
            if comment != nil || content.hasPrefix("{::comment}") {
                let words = content.replacing("{::comment}", with: "")
                    .replacing("{:/comment}", with: "").replacing("{:/}", with: "")
                comment = (comment?.line ?? number, (comment?.words ?? []) + [words.trimmed])
                if content.hasSuffix("{:/comment}") || content.hasSuffix("{:/}") {
                    noteComment(comment)
                    comment = nil
                }
                edits.append(SourceEdit(lines: number...number, text: ""))
            } else if let attribute = Self.lineAttribute(line) {
                edits.append(SourceEdit(lines: number...number, text: ""))
                let before = String(decoding: lines[number - 1], as: UTF8.self)
                if attribute.contains("toc"), Self.isPlaceOfContents(before.lowercased()) {
                    // The list's only item gave its place to a table of contents.
                    edits.append(SourceEdit(lines: (number - 1)...(number - 1), text: ""))
                    note(number, attribute, with: before.trimmed)
                } else {
                    note(number, attribute)
                }
            } else if line.contains("{:"), let (kept, found) = Self.withoutSpanAttributes(line) {
                edits.append(SourceEdit(lines: number...number, text: kept))
                for attribute in found { note(number, attribute) }
            }
        }
        noteComment(comment)
    }

    private mutating func noteComment(_ comment: (line: Int, words: [String])?) {
        guard let comment else { return }
        let words = comment.words.filter { !$0.isEmpty }.joined(separator: " ")
        notes.append(
            ImportNote(
                line: comment.line, kind: .comment, message: "the comment “\(words)” was left out"))
    }

    /// - Parameters:
    ///   - place: The line that had no meaning but by the attribute.
    ///   - isNamed: Whether the name in it was kept.
    private mutating func note(
        _ line: Int, _ attribute: some StringProtocol, with place: String? = nil,
        isNamed: Bool = false
    ) {
        let rest = place.map { ", and “\($0)” with it" } ?? (isNamed ? ", but for the name" : "")
        notes.append(
            ImportNote(
                line: line, kind: .attribute,
                message: "the attribute \(attribute) was left out\(rest)"))
    }

    /// Splits a heading's line into the heading and the attributes in braces at its end; `nil` if
    /// it has none.
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

    /// Returns the name in `{#name .class}`.
    private static func name(in attribute: String) -> String? {
        guard let hash = attribute.firstIndex(of: "#") else { return nil }
        let name = attribute[attribute.index(after: hash)...].prefix { !" }".contains($0) }
        return name.isEmpty ? nil : String(name)
    }

    /// Returns the attributes `{: .class}` of a line that holds nothing else but the marks of
    /// quotes.
    private static func lineAttribute(_ line: String) -> String? {
        let content = line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
        guard content.hasPrefix("{:") else { return nil }
        let attribute = content.trimmed
        guard attribute.hasSuffix("}"), attribute.firstIndex(of: "}") == attribute.indices.last
        else { return nil }
        return attribute
    }

    private static func isPlaceOfContents(_ line: String) -> Bool {
        let words = line.split { !$0.isLetter }
        let isItem = ["*", "-", "+", "1"].contains { line.trimmed.hasPrefix($0) }
        return isItem && words.count <= 3 && words.contains { ["toc", "contents"].contains($0) }
    }

    /// Returns a line without the attributes right behind emphasis, links, pictures and code, and
    /// those attributes; `nil` if it has none.
    private static func withoutSpanAttributes(
        _ line: String
    ) -> (kept: String, found: [String])? {
        var kept = ""
        var found: [String] = []
        var rest = line[...]
        while let open = rest.firstRange(of: "{:") {
            let before = rest[..<open.lowerBound].last
            let end = rest[open.upperBound...].firstIndex { "}{`".contains($0) }
            kept += rest[..<open.lowerBound]
            if let before, ")]*_`>\"".contains(before), let end, rest[end] == "}" {
                found.append(String(rest[open.lowerBound...end]))
                rest = rest[rest.index(after: end)...]
            } else {
                kept += "{:"
                rest = rest[open.upperBound...]
            }
        }
        return found.isEmpty ? nil : (kept + rest, found)
    }
}
