/// A rendered text, with the derived values that pages, feeds and mails need.
public struct RenderedText: Sendable, Equatable, Codable {
    /// Markup that is valid as HTML and free of characters that XML forbids.
    public var html: String
    /// The heading that starts the text, if one of 200 characters at most does; plain.
    public var title: String?
    /// The title, else the first 70 characters; empty if the text shows no letter.
    public var name: String
    /// About 200 characters of the paragraphs that follow the title.
    public var excerpt: String
    /// The whole text without markup, title included; blocks are apart by a newline.
    public var plainText: String
    /// The tags in lower case, in order of appearance, each once.
    public var tags: [String]
    /// The mentioned people in order of appearance, each once.
    public var mentions: [Mention]
    public var images: [RenderedImage]
    /// Targets of ordinary links, in order of appearance, each once; unescaped.
    public var links: [String]
    /// Whether the text carries the tag `#nsfw`.
    public var isNSFW: Bool
    /// Whether the text is over 1,000 characters long.
    public var isLong: Bool
    /// Whether it is shown as it was written, as its markup would have been too much.
    public var isAsWritten: Bool
}
