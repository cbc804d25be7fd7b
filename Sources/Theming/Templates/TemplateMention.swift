/// A name that a template asks for and that is no constant.
struct TemplateMention: Sendable, Equatable {
    /// The template's path, for messages.
    let path: String
    /// The line, counted from 1.
    let line: Int
    /// The parts of the dotted name.
    let name: [String]
}
