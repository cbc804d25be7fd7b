internal import Markup

/// The search for the destinations of links and images, and their change in the source text.
///
/// A destination is looked for in the source, marked, and held to be one only if cmark then finds
/// the mark as a link's address: what stands in code or is escaped is never touched. Links that
/// share a definition change together; autolinks stay.
/// Spec: GitHub Flavored Markdown, "Links", "Link reference definitions".
public enum MarkdownLinks {
    /// Finds all links and images whose destinations can be changed, in the order of the text.
    public static func occurrences(in markdown: String) -> [LinkOccurrence] {
        occurrences(in: markdown, known: nil)
    }

    /// - Parameter links: The links of `markdown`, if it was parsed already.
    static func occurrences(in markdown: String, known links: SourceLinks?) -> [LinkOccurrence] {
        let source = LinkSource(markdown, known: links)
        return source.found.map { found in
            LinkOccurrence(
                kind: found.kind, destination: found.destination,
                line: source.line(of: found.candidate))
        }
    }

    /// Returns the text with changed destinations.
    ///
    /// - Parameter transform: Returns the new destination; `nil` leaves the old one as it is
    ///   written.
    public static func rewriting(
        in markdown: String, _ transform: (LinkOccurrence) -> String?
    ) -> String {
        let source = LinkSource(markdown)
        var changes: [Int: String] = [:]
        for found in source.found where changes[found.candidate] == nil {
            let occurrence = LinkOccurrence(
                kind: found.kind, destination: found.destination,
                line: source.line(of: found.candidate))
            guard let destination = transform(occurrence) else { continue }
            changes[found.candidate] = MarkdownDestination(destination).description
        }
        return changes.isEmpty ? markdown : source.replacing { changes[$0] }
    }
}
