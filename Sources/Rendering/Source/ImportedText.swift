/// The body of a Markdown source from elsewhere, made into the text of a post.
///
/// Wrapped lines are joined, HTML becomes Markdown, attributes of other programs go. Whatever is
/// not kept as it was is named, with its line.
public struct ImportedText: Equatable, Sendable {
    /// The longest text of a post.
    public static let maximumCharacters = 262_144

    public let markdown: String
    /// In the order of the lines.
    public let notes: [ImportNote]
    public let links: [LinkOccurrence]
    public let images: [LinkOccurrence]

    /// Whether the text is longer than a post may be.
    public var isTooLong: Bool {
        markdown.unicodeScalars.count > Self.maximumCharacters
    }

    /// - Parameters:
    ///   - body: The text below the front matter, its newlines plain.
    ///   - firstLine: Line of the file on which `body` starts.
    public static func convert(_ body: String, firstLine: Int = 1) -> ImportedText {
        var templates = TemplateMarks(text: body)
        let prepared = templates.fencingHighlights()
        var notes = templates.notes
        let attributes = SourceAttributes.removed(from: prepared)
        notes += attributes.notes
        let converted = HTMLImport.converted(attributes.text)
        notes += converted.notes
        let joined = SoftBreaks.joined(in: converted.text)
        let markdown = joined.trimmedOfBlankLines
        let occurrences = MarkdownLinks.occurrences(in: markdown)
        return ImportedText(
            markdown: markdown,
            notes: notes.map { ImportNote(line: $0.line + firstLine - 1, message: $0.message) }
                .sorted { $0.line < $1.line },
            links: occurrences.filter { $0.kind == .link },
            images: occurrences.filter { $0.kind == .image })
    }

    /// The same for text as it is typed, where only wrapped lines are joined.
    public static func unwrapped(_ text: String) -> String {
        SoftBreaks.joined(in: text)
    }
}

extension String {
    /// Without blank lines at its start and white space at its end.
    fileprivate var trimmedOfBlankLines: String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
