/// A fault of the database, in a technical sentence.
public struct DatabaseFinding: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The file itself is damaged.
        case damage
        /// Rows lack the rows that they belong to, or a search its texts.
        case orphans
        /// A public post has no rendering.
        case noRendering
        /// A rule that no constraint can express is broken.
        case rule
    }

    public let kind: Kind
    public let text: String
}
