/// Why a file did not come in.
public struct ImportProblem: Sendable, Equatable, CustomStringConvertible {
    /// Below the imported folder.
    public let path: String
    /// Counted from 1.
    public let line: Int?
    public let reason: String

    public var description: String {
        path + (line.map { ":\($0)" } ?? "") + ": " + reason
    }
}
