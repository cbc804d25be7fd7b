internal import Escaping
internal import Store
internal import Theming

extension SiteFrame {
    /// Returns a paragraph that links from the beginning of a text in a feed to the whole text.
    ///
    /// - Parameters:
    ///   - path: The text's path, which needs no escaping.
    ///   - key: The key of the label among the texts for templates.
    func linkToWholeText(at path: String, saying key: String) -> String {
        let label = HTMLEscaping.minimal.escaped(words.texts[key] ?? "")
        return "<p><a href=\"\(path)\">\(label)</a></p>"
    }
}
