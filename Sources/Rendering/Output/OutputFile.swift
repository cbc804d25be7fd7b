/// One file of the public tree: where it belongs and what it holds.
public struct OutputFile: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
        case bytes([UInt8])
        /// A hard link to a file that is already in place and never changes: a photo.
        case link(source: String)
    }

    /// Relative to the tree's root, segments separated by `/`.
    public let path: String
    public let content: Content

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        content = .bytes(bytes)
    }

    /// The content of another file at a path of its own.
    public init(path: String, like other: OutputFile) {
        self.path = path
        content = other.content
    }

    public init(path: String, linkTo source: String) {
        self.path = path
        content = .link(source: source)
    }

    /// Whether `.gz` and `.br` twins stand beside it: text of more than 1 KB.
    var hasTwins: Bool {
        guard case .bytes(let bytes) = content, bytes.count > 1_024 else { return false }
        return !Self.compressedTypes.contains { path.hasSuffix($0) }
    }

    private static let compressedTypes = [
        ".jpg", ".jpeg", ".png", ".webp", ".gif", ".ico", ".woff2", ".gz", ".br", ".zip", ".mp4",
        ".mp3", ".ogg", ".avif", ".pdf",
    ]
}
