internal import Markup

/// The body of a Markdown source from elsewhere, made into the text of a post.
///
/// Wrapped lines are joined, HTML becomes Markdown, attributes of other programs go. Whatever is
/// not kept as it was is named, with its line.
public struct ImportedText: Equatable, Sendable {
    /// The longest text of a post.
    public static let maximumCharacters = 262_144

    public let markdown: String
    /// The notes in the order of the lines.
    public let notes: [ImportNote]
    public let links: [LinkOccurrence]
    public let images: [LinkOccurrence]
    /// The names that headings had beside their words: the words by name.
    public let anchors: [String: String]

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
        let attributes = SourceAttributes(removedFrom: prepared)
        notes += attributes.notes
        let converted = HTMLImport.converted(attributes.text)
        notes += converted.notes
        let (joined, links) = SoftBreaks.joined(in: converted.text) { SourceLinks(below: $0) }
        let (markdown, isSame) = joined.trimmedOfBlankLines()
        return ImportedText(
            markdown, MarkdownLinks.occurrences(in: markdown, known: isSame ? links : nil),
            notes,
            anchors: attributes.anchors.merging(HTMLAnchors.names(in: body)) { first, _ in first },
            firstLine: firstLine)
    }

    /// - Parameter html: The text below the front matter, all of it HTML.
    public static func convert(html: String, firstLine: Int = 1) -> ImportedText {
        var notes: [ImportNote] = []
        for (index, line) in html.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where line.contains("{{") || line.contains("{%") {
            notes.append(
                ImportNote(
                    line: index + 1, kind: .template,
                    message: "\(line.trimmed.prefix(60)) is not run: it was kept as text"))
        }
        let markdown: String
        do {
            let (text, found) = try HTMLFragment(html).markdown()
            markdown = text.trimmedOfBlankLines().text
            notes += found.map {
                ImportNote(
                    line: $0.line, kind: $0.isComment ? .comment : .html, message: $0.message)
            }
        } catch {
            // A post shows it as it is: nothing of it is lost.
            markdown = html
            notes.append(
                ImportNote(
                    line: error.line ?? 1, message: "the HTML here was kept as text: \(error)"))
        }
        return ImportedText(
            markdown, MarkdownLinks.occurrences(in: markdown, known: nil), notes,
            anchors: HTMLAnchors.names(in: html),
            firstLine: firstLine)
    }

    private init(
        markdown: String, notes: [ImportNote], links: [LinkOccurrence], images: [LinkOccurrence],
        anchors: [String: String]
    ) {
        self.markdown = markdown
        self.notes = notes
        self.links = links
        self.images = images
        self.anchors = anchors
    }

    private init(
        _ markdown: String, _ occurrences: [LinkOccurrence], _ notes: [ImportNote],
        anchors: [String: String], firstLine: Int
    ) {
        self.init(
            markdown: markdown,
            notes: notes.map {
                ImportNote(line: $0.line + firstLine - 1, kind: $0.kind, message: $0.message)
            }
            .sorted { $0.line < $1.line },
            links: occurrences.filter { $0.kind == .link },
            images: occurrences.filter { $0.kind == .image }, anchors: anchors)
    }

    /// Returns a text typed in this program with its wrapped lines joined, and otherwise unchanged.
    public static func unwrapped(_ text: String) -> String {
        SoftBreaks.joined(in: text)
    }
}

extension String {
    /// Returns the text without blank lines at its start and white space at its end.
    ///
    /// - Returns: The text, and whether it certainly has the same links: for Markdown, blank lines
    ///   hold only spaces and tabs, and a byte order mark is skipped at the start alone.
    fileprivate func trimmedOfBlankLines() -> (text: String, isSame: Bool) {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return ("", isSame: utf8.allSatisfy(\.isSpaceOfMarkdown)) }
        let start = self[..<first].lastIndex(of: "\n").map { index(after: $0) } ?? startIndex
        let rest = self[start..<(self[last...].firstIndex(of: "\n") ?? endIndex)]
        let text = String(rest)
        let isSame =
            text.unicodeScalars.first != "\u{FEFF}"
            && [self[..<rest.startIndex], self[rest.endIndex...]].allSatisfy {
                $0.utf8.allSatisfy(\.isSpaceOfMarkdown)
            }
        return (text, isSame)
    }
}

extension UInt8 {
    fileprivate var isSpaceOfMarkdown: Bool { self == 0x20 || self == 0x09 || self == 0x0A }
}
