/// Templates that may name one another, compiled once.
///
/// Mustache with inheritance, without functions, other delimiters and indented partials.
package struct TemplateLibrary: Sendable {
    /// Names that are no constants, as templates ask for them.
    var mentions: [TemplateMention] { program.mentions }

    private let program: TemplateProgram
    private let numbers: [String: Int]
    private let constants: TemplateRecord

    /// Compiles the templates.
    ///
    /// - Throws: ``TemplateError`` for the first mistake.
    package init(
        _ sources: [TemplateSource], constants: TemplateConstants = TemplateConstants()
    ) throws(TemplateError) {
        var compiler = TemplateCompiler(sources, constants: constants)
        program = try compiler.compile()
        numbers = compiler.numbers
        self.constants = constants.values
    }

    /// Renders a template.
    ///
    /// - Returns: Bytes of UTF-8; `nil` if there is no template of that name.
    /// - Throws: ``TemplateError`` for templates within one another without end, or too large a page.
    package func render(
        _ name: String, _ values: TemplateRecord, limits: TemplateLimits = .usual
    ) throws(TemplateError) -> [UInt8]? {
        guard let number = numbers[name] else { return nil }
        var renderer = TemplateRenderer(
            program, values: [.record(constants), .record(values)], limits: limits)
        try renderer.render(program.templates[number])
        return renderer.output.bytes
    }
}
