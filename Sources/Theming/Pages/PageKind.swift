/// The kinds of pages a theme has templates for.
public enum PageKind: String, Sendable, CaseIterable {
    case home, post, comments, longComment, person, tag, tags, archive, month, feeds, search, text
    case statistics, error, redirect

    var template: String { self == .longComment ? "long-comment" : rawValue }

    /// The value of templates that is true on pages of this kind: `isHome`, …
    var flag: String { "is" + rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
