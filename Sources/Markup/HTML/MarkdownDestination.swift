/// Where a link leads, as it stands between the parentheses of a Markdown link.
/// Spec: GitHub Flavored Markdown, "Links".
package struct MarkdownDestination: CustomStringConvertible {
    package let description: String

    package init(_ address: String, title: String? = nil) {
        var address = address.filter { !$0.isNewline && $0 != "\t" }
        while address.first == " " { address.removeFirst() }
        while address.last == " " { address.removeLast() }
        let escaped = address.replacing("\\", with: "\\\\")
        var text = escaped
        if escaped.isEmpty || escaped.contains(where: { " ()<>".contains($0) }) {
            text = "<" + escaped.replacing("<", with: "%3C").replacing(">", with: "%3E") + ">"
        }
        let title = InlineText.line(title ?? "")
        if !title.isEmpty {
            text += " \"" + MarkdownEscape.inline(title).replacing("\"", with: "\\\"") + "\""
        }
        description = text
    }
}
