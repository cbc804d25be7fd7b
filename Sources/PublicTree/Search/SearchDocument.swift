/// A public post as it is indexed for search.
public struct SearchDocument: Sendable, Hashable {
    /// The path of the post's page: `/posts/GUID`.
    public var url: String
    /// The title, or the first words of a note.
    public var name: String
    /// RFC 3339, or a date in words; shown as it is and never read.
    public var date: String
    /// The author's name, as a result shows it.
    public var author: String
    /// The text without markup, whose words are found.
    public var plainText: String
    /// The beginning that a result shows; if empty, that of ``plainText``.
    public var excerpt: String
    /// Names without `#`.
    public var tags: [String]

    public init(
        url: String, name: String, date: String, author: String, plainText: String,
        excerpt: String = "", tags: [String] = []
    ) {
        self.url = url
        self.name = name
        self.date = date
        self.author = author
        self.plainText = plainText
        self.excerpt = excerpt
        self.tags = tags
    }
}
