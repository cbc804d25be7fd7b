/// A part of a template as it was parsed.
struct TemplateNode: Sendable {
    indirect enum Content: Sendable {
        case text([UInt8])
        case variable(path: [TemplateName], isEscaped: Bool)
        case section(path: [TemplateName], isInverted: Bool, body: [TemplateNode])
        case partial(name: String)
        case parent(name: String, blocks: [TemplateBlock])
        /// The place of a block, with its text unless another template gives one.
        case block(TemplateBlock)
    }

    /// The line on which the part begins, from 1.
    let line: Int
    let content: Content
}
