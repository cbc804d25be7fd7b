/// One file of the public tree: its path and its content.
public struct OutputFile: Sendable, Equatable {
    /// The content of a file.
    public enum Content: Sendable, Equatable {
        case bytes([UInt8])
        /// A hard link to a file that is already in place and never changes: a photo.
        case link(source: String)
    }

    /// The path relative to the tree's root, with segments separated by `/`.
    public let path: String
    public let content: Content
    private let isCopy: Bool

    /// Creates a file with bytes of its own.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        content = .bytes(bytes)
        isCopy = false
    }

    /// Creates a copy of another file at a path of its own, without precompressed twins.
    public init(path: String, copyOf other: OutputFile) {
        self.path = path
        content = other.content
        isCopy = true
    }

    /// Creates a hard link to a file outside the tree that never changes.
    public init(path: String, linkTo source: String) {
        self.path = path
        content = .link(source: source)
        isCopy = false
    }

    /// The most bytes of a file that is not compressed, as that saves nothing.
    static let largestWithoutTwins = 1_024

    /// Whether the file has `.gz` and `.br` twins: text that is long enough and no copy.
    var hasTwins: Bool {
        guard case .bytes(let bytes) = content, bytes.count > Self.largestWithoutTwins, !isCopy
        else { return false }
        return !Self.compressedTypes.contains { path.hasSuffix($0) }
    }

    private static let compressedTypes = [
        ".jpg", ".jpeg", ".png", ".webp", ".gif", ".ico", ".woff2", ".gz", ".br", ".zip", ".mp4",
        ".mp3", ".ogg", ".avif", ".pdf",
    ]
}
