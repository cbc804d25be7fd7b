/// Something the writer should look at in a file that came in.
public struct ImportWarning: Sendable, Equatable, CustomStringConvertible {
    /// Below the imported folder.
    public let path: String
    /// Counted from 1.
    public let line: Int?
    public let message: String

    init(path: String, line: Int? = nil, message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    public var description: String {
        path + (line.map { ":\($0)" } ?? "") + ": " + message
    }
}
