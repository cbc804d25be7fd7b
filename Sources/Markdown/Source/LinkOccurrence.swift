/// A link or an image in a Markdown text.
public struct LinkOccurrence: Equatable, Sendable {
    /// The kind of an occurrence.
    public enum Kind: Equatable, Sendable {
        case link
        case image
    }

    public let kind: Kind
    /// The link's destination, with escapes and entities resolved.
    public let destination: String
    /// Line of the text, counted from 1.
    public let line: Int

    public init(kind: Kind, destination: String, line: Int) {
        self.kind = kind
        self.destination = destination
        self.line = line
    }

    /// Whether the destination is a path of the same site or folder: `../a.png`, `/posts/b/`.
    public var isRelative: Bool {
        guard !destination.isEmpty, !destination.hasPrefix("#"), !destination.hasPrefix("//")
        else { return false }
        let scheme = destination.prefix { $0 != ":" }
        guard scheme.count < destination.count else { return true }
        return scheme.isEmpty || scheme.contains { "/?#".contains($0) }
            || !(scheme.first?.isLetter ?? false)
    }
}
