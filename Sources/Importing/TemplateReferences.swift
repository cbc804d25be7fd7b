internal import Markdown
internal import Store

/// Destinations of links that a template was to fill in: `](` and then `{{< ref "x.md" >}}`,
/// `{% post_url x %}`, `{% link x.md %}`, `{{ site.baseurl }}/…`, `{{ "/x" | relative_url }}`.
///
/// These are known by their form, never run; what cannot be told stays as it is. Attack 34.
enum TemplateReferences {
    /// - Parameter post: The address of the post that a name stands for.
    static func replaced(
        in text: String, post: (String) throws -> String?
    ) rethrows -> String {
        guard text.holds("]({"), text.contains("]({") else { return text }
        var isCode: Substring?
        let lines = try text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let start = line.drop { $0 == " " }
            let fence = start.prefix { $0 == start.first }
            if fence.count >= 3, fence.first == "`" || fence.first == "~" {
                if isCode == nil {
                    isCode = fence
                } else if let open = isCode, open.first == fence.first, fence.count >= open.count {
                    isCode = nil
                }
            }
            // In a line with code nobody can tell without reading Markdown.
            guard isCode == nil, !line.contains("`"), line.contains("]({") else { return line }
            return try replaced(line: line, post: post)
        }
        return lines.joined(separator: "\n")
    }

    private static func replaced(
        line: Substring, post: (String) throws -> String?
    ) rethrows -> Substring {
        var result = ""
        var rest = line
        while let open = rest.firstRange(of: "]({") {
            result += rest[..<open.lowerBound] + "]("
            rest = rest[rest.index(before: open.upperBound)...]
            while let mark = Mark(rest) {
                if let path = mark.path {
                    result += path
                } else if let name = mark.reference, let address = try post(name) {
                    result += address
                } else {
                    result += mark.source
                }
                rest = rest[mark.source.endIndex...]
            }
            if rest.hasPrefix("{") {
                result += "{"
                rest = rest.dropFirst()
            }
        }
        return Substring(result + rest)
    }

    /// One `{{ … }}` or `{% … %}` at the start of a text.
    private struct Mark {
        let source: Substring
        /// The reference to a post: `hello.md`, `2024-05-12-hello`, `hello.md#fragment`.
        var reference: String?
        /// The path that the tag stands for, if it stands for a part of an address.
        var path: String?

        init?(_ text: Substring) {
            let ends = ["{{": "}}", "{%": "%}"]
            guard let end = ends[String(text.prefix(2))], let range = text.firstRange(of: end)
            else { return nil }
            source = text[..<range.upperBound]
            let words = source.dropFirst(2).dropLast(2).split { " <>%\t".contains($0) }
                .map { $0.filter { !"\"'`".contains($0) } }
            guard let first = words.first else { return nil }
            switch first {
            case "ref", "relref", "post_url", "link": reference = words.dropFirst().first
            case "site.baseurl", "site.url": path = ""
            default:
                if let filter = words.last, ["relative_url", "absolute_url"].contains(filter),
                    words.count == 3
                {
                    path = first
                }
            }
        }
    }
}
