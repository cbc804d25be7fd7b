/// A renderer that turns the Markdown of posts, comments and messages into markup and the data
/// derived from it.
///
/// The syntax is GitHub's (tables, strikethrough, bare links, tasks) and footnotes, and diaspora*'s
/// own: every newline breaks, `@{Name; id}` mentions a person, `#tag` tags, `diaspora://` leads to a
/// post. HTML is shown as it was written, but for `<br>`, which breaks, comments, which vanish, and the
/// few elements that ``MarkdownContext/keptHTML`` names.
public struct MarkdownRenderer: Sendable {
    private let extensions: SyntaxExtensions

    public init() { extensions = .registered }

    /// Returns the largest number of bytes of markup for a text of `count` bytes.
    public static func maximumBytes(ofText count: Int) -> Int { 16 * count + 4_096 }

    /// Renders a text. Any text renders; characters that no document may hold become U+FFFD.
    ///
    /// One whose markup would exceed ``maximumBytes(ofText:)`` is shown as it was written.
    public func render(_ text: String, in context: MarkdownContext) -> RenderedText {
        var text = text
        let rendered = text.withUTF8 { bytes in
            let source = MarkdownSource(bytes)
            let limit = Self.maximumBytes(ofText: bytes.count)
            guard let rewritten = source.rewritten else {
                return render(parsing: bytes, of: source, in: context, maximumBytes: limit)
            }
            return rewritten.withUnsafeBufferPointer {
                render(parsing: $0, of: source, in: context, maximumBytes: limit)
            }
        }
        return rendered ?? PlainTextRenderer().render(text)
    }

    private func render(
        parsing bytes: UnsafeBufferPointer<UInt8>, of source: MarkdownSource,
        in context: MarkdownContext, maximumBytes: Int
    ) -> RenderedText? {
        let tree = extensions.parse(bytes)
        var writer = DocumentWriter(
            context: context, source: source, extensions: extensions, textBytes: bytes.count,
            maximumBytes: maximumBytes)
        return writer.write(tree.root) ? writer.rendered() : nil
    }
}
