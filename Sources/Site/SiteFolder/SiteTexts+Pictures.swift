internal import Foundation
internal import Markdown
internal import PublicTree
internal import Store

/// The pictures that lie beside texts.
extension SiteTexts {
    /// Stores the pictures of a text that are not stored yet.
    ///
    /// - Returns: The pictures, by their destinations in the text.
    func pictures(of name: String) throws -> [String: SitePicture] {
        var pictures: [String: SitePicture] = [:]
        for reference in references[name] ?? [] {
            pictures[reference.destination] = try store.picture(of: reference)
        }
        return pictures
    }

    /// Returns the files of the pictures of all texts, with their paths in the tree.
    func pictureFiles() throws -> [OutputFile] { try pictures().flatMap(store.files) }

    /// Removes the pictures that no text shows any more.
    func sweepPictures(at now: Date) throws {
        try store.sweep(keeping: try pictures(), at: now)
    }

    private func pictures() throws -> [SitePicture] {
        try references.keys.sorted().flatMap { try pictures(of: $0).values }
    }

    /// Rewrites a text to show the stored pictures.
    static func text(_ markdown: String, showing pictures: [String: SitePicture]) -> String {
        guard !pictures.isEmpty else { return markdown }
        return MarkdownLinks.rewriting(in: markdown) { occurrence in
            occurrence.kind == .image ? pictures[occurrence.destination]?.address : nil
        }
    }
}
