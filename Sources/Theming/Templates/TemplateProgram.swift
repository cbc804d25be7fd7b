/// All templates of a library, compiled.
///
/// Every list is one array for all of them, and steps refer to its elements by number.
struct TemplateProgram: Sendable {
    /// The place of a template among the steps, or of the body of a block.
    struct Body: Sendable {
        var start = 0
        var end = 0
    }

    /// A body that fills a block of a parent.
    struct Filling: Sendable {
        /// The number of the block's name.
        let name: Int
        let body: Body
    }

    /// The place at which a partial or parent is named, for messages.
    struct Call: Sendable {
        let path: String
        let line: Int
        /// The number of the template that is named.
        let template: Int
        /// The number of the template that names it.
        let from: Int
        /// Whether it is reached on every way through the template.
        let isCertain: Bool
    }

    var steps: [TemplateStep] = []
    /// The text of all templates.
    var bytes: [UInt8] = []
    var names: [TemplateName] = []
    var templates: [Body] = []
    var fillings: [Filling] = []
    var calls: [Call] = []
    /// Names that are no constants, as templates ask for them.
    var mentions: [TemplateMention] = []
}
