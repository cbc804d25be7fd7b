@testable import Theming

extension TemplateLibrary {
    /// A library of templates by name, each in `templates/NAME.mustache`.
    init(
        texts: [String: String], constants: TemplateConstants = TemplateConstants()
    ) throws(TemplateError) {
        let sources = texts.sorted { $0.key < $1.key }.map { name, text in
            TemplateSource(name: name, path: "templates/\(name).mustache", text: text)
        }
        try self.init(sources, constants: constants)
    }

    func text(_ name: String, _ values: TemplateRecord) throws(TemplateError) -> String? {
        try render(name, values).map { String(decoding: $0, as: UTF8.self) }
    }
}
