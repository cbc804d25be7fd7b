/// The words that the markup of a text itself needs, in the language of the page.
public struct MarkdownWords: Sendable, Equatable {
    /// Name of the list of notes at the end of a text.
    public var footnotes: String
    /// The words that screen readers speak before the number of a reference to a note.
    public var footnote: String
    /// The words that screen readers speak before the number of a link from a note back to its
    /// reference.
    public var backToReference: String
    /// Name of the frame in which a wide table scrolls.
    public var table: String
    /// Name of the box before an item that can be done or not.
    public var task: String
    /// The text of a link to an image that has no description.
    public var image: String
    /// The summary of hidden text that has none of its own.
    public var details: String

    public init(
        footnotes: String = "Footnotes", footnote: String = "Footnote",
        backToReference: String = "Back to reference", table: String = "Table",
        task: String = "Task", image: String = "Image", details: String = "Details"
    ) {
        self.footnotes = footnotes
        self.footnote = footnote
        self.backToReference = backToReference
        self.table = table
        self.task = task
        self.image = image
        self.details = details
    }
}
