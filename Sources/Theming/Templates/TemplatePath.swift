/// A dotted name in a program: some of its names, one after another.
struct TemplatePath: Sendable {
    /// The index of the first.
    let start: Int
    /// The number of components; 0 for the value that a section is about.
    let count: Int
}
