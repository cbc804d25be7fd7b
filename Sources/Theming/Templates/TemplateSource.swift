/// The text of a template, with the names by which others and messages call it.
struct TemplateSource: Sendable {
    let name: String
    /// The file, for messages.
    let path: String
    let text: String
}
