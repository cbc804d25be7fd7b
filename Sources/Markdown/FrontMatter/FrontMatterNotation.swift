/// The notation that front matter is written in.
public enum FrontMatterNotation: Equatable, Sendable {
    /// YAML between two lines `---`: Jekyll, Hugo, Zola.
    case yaml
    /// TOML between two lines `+++`: Hugo, Zola.
    case toml
    /// An object at the start of the file: Hugo.
    case json
}
