/// A message about a change that an import made, or about content that it could not keep.
public struct ImportNote: Equatable, Sendable {
    /// The kind of content that was changed.
    public enum Kind: Sendable { case html, comment, attribute, template, code }

    /// Line of the source file, counted from 1.
    public let line: Int
    public let kind: Kind
    public let message: String

    public init(line: Int, kind: Kind = .html, message: String) {
        self.line = line
        self.kind = kind
        self.message = message
    }
}
