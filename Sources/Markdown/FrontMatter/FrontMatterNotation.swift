/// The notation that front matter is written in.
public enum FrontMatterNotation: Equatable, Sendable {
    /// Between two lines `---`: Jekyll, Hugo, Zola.
    case yaml
    /// Between two lines `+++`: Hugo, Zola.
    case toml
    /// An object at the start of the file: Hugo.
    case json
}
