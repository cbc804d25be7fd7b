/// A name that a template asks for and that is no constant.
struct TemplateMention: Sendable, Equatable {
    /// Of the template, for messages.
    let path: String
    /// From 1.
    let line: Int
    /// The parts of the dotted name.
    let name: [String]
}
