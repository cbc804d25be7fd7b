/// A value that a template can name.
package enum TemplateValue: Sendable {
    case text(String)
    case flag(Bool)
    case list([TemplateValue])
    case record(TemplateRecord)

    /// Whether a section of this value is shown: flags that are false, empty lists and empty texts hide
    /// it.
    var isShown: Bool {
        switch self {
        case .text(let text): !text.isEmpty
        case .flag(let isTrue): isTrue
        case .list(let values): !values.isEmpty
        case .record: true
        }
    }

    var isText: Bool {
        if case .text = self { true } else { false }
    }
}
