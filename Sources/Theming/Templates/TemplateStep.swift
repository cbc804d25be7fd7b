/// One step of a compiled program: plain numbers, so that none is counted or copied while it runs.
enum TemplateStep: Sendable {
    /// Bytes of the program, as they are.
    case text(start: Int, end: Int)
    case variable(TemplatePath, isEscaped: Bool)
    /// A section whose body goes on to the step `end`.
    case section(TemplatePath, isInverted: Bool, end: Int)
    /// Another template: the number of the call.
    case partial(call: Int)
    /// Another template, some blocks of which are filled: the range of fillings, whose bodies go on to
    /// the step `end`.
    case parent(call: Int, fillings: Range<Int>, end: Int)
    /// The place of a block, by the number of its name; its own body goes on to the step `end`.
    case block(name: Int, end: Int)
}
