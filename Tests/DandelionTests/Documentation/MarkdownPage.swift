import Foundation
import TestSupport

/// A page of the documentation: its links and the anchors of its headings.
struct MarkdownPage {
    let url: URL
    private let text: String

    /// The pages at the top of the repository, and everything of docs/.
    static func all() throws -> [MarkdownPage] {
        let docs = Repository.root.appending(path: "docs")
        let names = try FileManager.default.subpathsOfDirectory(atPath: docs.path).sorted()
        let files = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
            .map { Repository.root.appending(path: $0) }
        return try (files + names.filter { $0.hasSuffix(".md") }.map { docs.appending(path: $0) })
            .map { try MarkdownPage(url: $0) }
    }

    init(url: URL) throws {
        self.url = url
        // What stands in code is no link.
        text = try String(contentsOf: url, encoding: .utf8)
            .replacing(#/(?ms)^```.*?^```/#, with: "").replacing(#/`[^`\n]*`/#, with: "`")
    }

    var name: String { String(url.path.dropFirst(Repository.root.path.count + 1)) }

    var links: [String] {
        text.matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.output.1) }
    }

    /// Headings as the sites that show Markdown name them.
    func anchors() throws -> Set<String> {
        let whole = try String(contentsOf: url, encoding: .utf8)
        return Set(
            whole.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
                line.drop { $0 == "#" || $0 == " " }.lowercased()
                    .filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
                    .replacing(" ", with: "-")
            })
    }
}
