/// Something that an import changed or could not keep as it was.
public struct ImportNote: Equatable, Sendable {
    /// Line of the source file, counted from 1.
    public let line: Int
    public let message: String

    public init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}
