/// A piece of HTML, read leniently, that can be told as Markdown.
///
/// Nothing of it is ever run or fetched. What Markdown has no words for is kept as its text, and
/// named in the notes.
public struct HTMLFragment: Sendable {
    /// The largest piece that is read, in bytes.
    public static let maximumBytes = 4 << 20

    let children: [HTMLNode]

    /// Reads `source` as the content of a body.
    ///
    /// - Throws: ``HTMLFragmentError``, in time and memory in proportion to `source`.
    public init(_ source: String) throws(HTMLFragmentError) {
        guard source.utf8.count <= Self.maximumBytes else {
            throw .tooLarge(bytes: source.utf8.count)
        }
        children = try HTMLTreeReader.read(source)
    }

    /// The same content as Markdown, with a note for everything that had to change.
    ///
    /// Lines never wrap, and a break is two spaces and a newline, so that the text reads the same
    /// whether newlines break or not.
    ///
    /// - Parameters:
    ///   - headingLevel: Level of the headings that summaries of `details` become, 1 to 6.
    ///   - kept: Names of elements that stay HTML, without attributes but for `title` of `abbr` and
    ///     `open` of `details`.
    public func markdown(
        headingLevel: Int = 3, keeping kept: Set<String> = []
    ) -> (markdown: String, notes: [MarkupNote]) {
        var writer = MarkdownWriter(headingLevel: headingLevel, kept: kept)
        let markdown = writer.document(children)
        return (markdown, writer.notes)
    }
}
