/// A named piece of a template, which another template may replace.
struct TemplateBlock: Sendable {
    let name: String
    let body: [TemplateNode]
}
