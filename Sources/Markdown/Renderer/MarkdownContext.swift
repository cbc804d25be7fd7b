/// The conditions on which a text's markup depends besides the text: the page it is on, and the
/// targets of its names.
public struct MarkdownContext: Sendable {
    /// The prefix of every `id` and every fragment in the markup, so that many texts can share a
    /// page.
    public var idPrefix: String
    /// Whether the page shows the title itself: the heading that starts the text is then left out.
    public var isTitled: Bool
    /// Whether images become links to them.
    public var imagesAsLinks: Bool
    /// The level of the text's highest headings.
    public var headingLevel: Int
    /// Whether the text's notes are a landmark of the page; not where many texts share one.
    public var notesAreLandmark: Bool
    /// The `rel` of links to other sites.
    public var linkRelation: String
    /// Whether links entitled `me` say that they lead to the writer too.
    public var namesOtherSelves: Bool
    /// Whether `{#name}` ends a heading that is to be reached by that name.
    public var readsAnchors: Bool
    /// The typographic rules for quotes and dashes; `nil` leaves them as written.
    public var typography: Typography?
    /// The elements of HTML that the text may have.
    public var keptHTML: KeptHTML
    public var words: MarkdownWords
    /// The link and the text of a mention; `nil` for an unknown person, whose name or ID is shown.
    public var person: @Sendable (_ diasporaID: String, _ name: String?) -> MentionedPerson?
    /// The path of the page of a tag, given in lower case and without its `#`; `nil` leaves the
    /// text unlinked.
    public var tagPath: @Sendable (_ tag: String) -> String?
    /// The path to which a `diaspora://` link leads; `nil` leaves its text unlinked.
    public var entityPath:
        @Sendable (_ diasporaID: String, _ type: String, _ guid: String) -> String?
    /// The function that rewrites the target of an ordinary link.
    public var link: @Sendable (_ url: String) -> String
    /// The attributes of an image; `nil` for images of others.
    public var image: @Sendable (_ url: String) -> ImageAttributes?

    /// A mentioned person, as a link shows them.
    public typealias MentionedPerson = (href: String, name: String)

    public init(
        idPrefix: String = "",
        isTitled: Bool = true,
        imagesAsLinks: Bool = false,
        headingLevel: Int = 2,
        notesAreLandmark: Bool = true,
        linkRelation: String = "noopener noreferrer",
        namesOtherSelves: Bool = false,
        readsAnchors: Bool = false,
        typography: Typography? = nil,
        keptHTML: KeptHTML = .none,
        words: MarkdownWords = MarkdownWords(),
        person: @escaping @Sendable (String, String?) -> MentionedPerson? = { _, _ in nil },
        tagPath: @escaping @Sendable (String) -> String? = { "/tags/" + $0 },
        entityPath: @escaping @Sendable (String, String, String) -> String? = { _, _, _ in nil },
        link: @escaping @Sendable (String) -> String = { $0 },
        image: @escaping @Sendable (String) -> ImageAttributes? = { _ in nil }
    ) {
        self.idPrefix = idPrefix
        self.isTitled = isTitled
        self.imagesAsLinks = imagesAsLinks
        self.headingLevel = headingLevel
        self.notesAreLandmark = notesAreLandmark
        self.linkRelation = linkRelation
        self.namesOtherSelves = namesOtherSelves
        self.readsAnchors = readsAnchors
        self.typography = typography
        self.keptHTML = keptHTML
        self.words = words
        self.person = person
        self.tagPath = tagPath
        self.entityPath = entityPath
        self.link = link
        self.image = image
    }
}
