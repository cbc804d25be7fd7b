/// A file that is no post.
public struct ImportSkip: Sendable, Equatable, CustomStringConvertible {
    /// The file's path below the imported folder.
    public let path: String
    public let reason: String

    public var description: String { "\(path): \(reason)" }
}
