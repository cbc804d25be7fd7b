/// Something that a conversion could not keep as it was, and where.
public struct MarkupNote: Equatable, Sendable {
    /// Line in the text that was converted, counted from 1.
    public let line: Int
    public let message: String
    /// Whether a comment was left out, which nobody was to see.
    public let isComment: Bool

    public init(line: Int, message: String, isComment: Bool = false) {
        self.line = line
        self.isComment = isComment
        self.message = message
    }
}
