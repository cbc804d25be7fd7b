/// The text of a template, with the names by which others and messages call it.
package struct TemplateSource: Sendable {
    let name: String
    /// The file, for messages.
    let path: String
    let text: String

    package init(name: String, path: String, text: String) {
        self.name = name
        self.path = path
        self.text = text
    }
}
