internal import Markup

/// A title as the first line of a post's text, which is the only place where a post has one.
public enum PostTitle {
    /// The text with `# Title` as its first line, unless it starts with that heading already.
    public static func added(_ title: String, to body: String) -> String {
        let title = oneLine(title)
        guard !title.isEmpty, firstHeading(of: body).map(oneLine) != title else { return body }
        return body.isEmpty ? heading(title) : heading(title) + "\n\n" + body
    }

    /// The heading, in which every character of `title` is text: no emphasis, link, mention, tag.
    public static func heading(_ title: String) -> String {
        let escaped = MarkdownEscape.inline(oneLine(title))
        var result = ""
        var previous: Character = " "
        for character in escaped {
            // `@{` starts a mention, a # after white space a tag; at the end it would vanish.
            if character == "{", previous == "@" { result += "\\" }
            if character == "#", previous == " " { result += "\\" }
            result.append(character)
            previous = character
        }
        if result.hasSuffix("#"), !result.hasSuffix("\\#") {
            result = result.dropLast() + "\\#"
        }
        return "# " + result
    }

    /// Words of the heading that `body` starts with, its markup taken away.
    static func firstHeading(of body: String) -> String? {
        // A heading is found without reading a long text to its end.
        let lines = body.split(separator: "\n", maxSplits: 12, omittingEmptySubsequences: false)
        let start = lines.prefix(12).joined(separator: "\n")
        return SourceTree.withRoot(of: start) { root in
            guard let first = root.children.first, first.kind == .heading else { return nil }
            return first.plainText
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
