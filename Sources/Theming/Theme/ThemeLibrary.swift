/// A theme's templates, compiled once for a whole build.
struct ThemeLibrary: Sendable {
    /// Names that the contract does not list, by file and line: nothing is shown for them.
    let warnings: [String]
    private let name: String
    private let library: TemplateLibrary

    /// - Parameter constants: Values that are the same on every page: `site`, `words`, `assets`.
    /// - Throws: ``ThemeError/template(path:line:reason:)`` for the first mistake of a template.
    init(_ theme: Theme, constants: ThemeValues) throws(ThemeError) {
        do {
            library = try TemplateLibrary(
                theme.templates.map(\.source),
                constants: TemplateConstants(constants, strictRoots: ["assets"]))
        } catch {
            throw ThemeError(error)
        }
        name = theme.name
        warnings = ThemeContract.warnings(of: library.mentions, constants: constants)
    }

    /// Renders a template.
    ///
    /// - Returns: Bytes of UTF-8.
    /// - Throws: ``ThemeError/missingTemplate(name:theme:)``, or
    ///   ``ThemeError/template(path:line:reason:)`` for partials without end.
    func render(_ template: String, _ values: ThemeValues) throws(ThemeError) -> [UInt8] {
        let bytes: [UInt8]?
        do {
            bytes = try library.render(template, values)
        } catch {
            throw ThemeError(error)
        }
        guard let bytes else { throw .missingTemplate(name: template, theme: name) }
        return bytes
    }
}
