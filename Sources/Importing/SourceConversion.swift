internal import Foundation

/// A source on its way to a post: its text is Markdown of ours, its links still lead to where they led.
struct SourceConversion: Sendable {
    let task: ImportTask
    var markdown: String
    /// The names that headings had beside their words: the words by name.
    let anchors: [String: String]
    var warnings: [ImportWarning]
    /// The resolved destinations of the text's links; destinations that stay are not included.
    var links: [String: ImportLinks.Resolution] = [:]
    /// Photos of the front matter.
    var photos: [(file: URL, alt: String)] = []

    /// Every picture the post wants, each once.
    var pictures: [URL] {
        var seen: Set<URL> = []
        let inText = links.sorted { $0.key < $1.key }.compactMap { _, resolution -> URL? in
            guard case .picture(let file) = resolution else { return nil }
            return file
        }
        return (photos.map(\.file) + inText).filter { seen.insert($0).inserted }
    }
}
