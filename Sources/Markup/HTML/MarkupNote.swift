/// Something that a conversion could not keep as it was, and where.
public struct MarkupNote: Equatable, Sendable {
    /// Line in the text that was converted, counted from 1.
    public let line: Int
    public let message: String

    public init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}
