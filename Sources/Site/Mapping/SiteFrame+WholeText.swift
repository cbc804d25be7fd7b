internal import Escaping
internal import Store
internal import Theming

extension SiteFrame {
    /// A paragraph that leads from the beginning of a text in a feed to all of it.
    ///
    /// - Parameters:
    ///   - path: Of GUIDs and names of comments.
    ///   - key: Of a text that templates name.
    func linkToWholeText(at path: String, saying key: String) -> String {
        let label = HTMLEscaping.minimal.escaped(words.texts[key] ?? "")
        return "<p><a href=\"\(path)\">\(label)</a></p>"
    }
}
