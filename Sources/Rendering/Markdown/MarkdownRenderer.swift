/// Turns the Markdown of posts, comments and messages into markup and what else is read from it.
///
/// The syntax is GitHub's (tables, strikethrough, bare links, tasks) and footnotes, and diaspora*'s
/// own: every newline breaks, `@{Name; id}` mentions a person, `#tag` tags, `diaspora://` leads to a
/// post. HTML is shown as it was written, but for `<br>`, which breaks, and comments, which vanish.
public struct MarkdownRenderer: Sendable {
    private let extensions: SyntaxExtensions

    public init() { extensions = .registered }

    /// Renders a text. Any text renders; characters that no document may hold become U+FFFD.
    public func render(_ text: String, in context: MarkdownContext) -> RenderedText {
        var text = text
        return text.withUTF8 { bytes in
            let source = MarkdownSource(bytes)
            guard let rewritten = source.rewritten else {
                return render(parsing: bytes, of: source, in: context)
            }
            return rewritten.withUnsafeBufferPointer {
                render(parsing: $0, of: source, in: context)
            }
        }
    }

    private func render(
        parsing bytes: UnsafeBufferPointer<UInt8>, of source: MarkdownSource,
        in context: MarkdownContext
    ) -> RenderedText {
        let tree = extensions.parse(bytes)
        var writer = DocumentWriter(
            context: context, source: source, extensions: extensions, textBytes: bytes.count)
        writer.write(tree.root)
        return writer.rendered()
    }
}
