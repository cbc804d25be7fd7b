/// A file that is no post.
public struct ImportSkip: Sendable, Equatable, CustomStringConvertible {
    /// Below the imported folder.
    public let path: String
    public let reason: String

    public var description: String { "\(path): \(reason)" }
}
