internal import Mustache

/// A theme's templates, read once for a whole build, with everything that is the same on every page put
/// into them.
struct ThemeLibrary: Sendable {
    private let name: String
    private let library: MustacheLibrary

    /// - Throws: ``ThemeError/template(path:line:reason:)`` for a template that cannot be read.
    init(_ theme: Theme, constants: ThemeConstants) throws(ThemeError) {
        HTMLEscaping.register()
        var library = MustacheLibrary()
        for template in theme.templates {
            let text = HTMLEscaping.pragma + "\n" + constants.filled(template.text)
            do {
                try library.register(text, named: template.name)
            } catch let error as MustacheTemplate.ParserError {
                throw .template(
                    path: template.path, line: error.context.lineNumber, reason: "\(error.error)")
            } catch {
                throw .template(path: template.path, line: 1, reason: "\(error)")
            }
        }
        self.library = library
        name = theme.name
    }

    /// Renders a template.
    ///
    /// - Throws: ``ThemeError/missingTemplate(name:theme:)``.
    func render(_ template: String, _ values: ThemeValues) throws(ThemeError) -> String {
        guard let text = library.render(values, withTemplate: template) else {
            throw .missingTemplate(name: template, theme: name)
        }
        return text
    }
}
