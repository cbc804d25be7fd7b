/// The kinds of picture that a pod takes and serves, told by their first bytes and by nothing
/// else.
public enum ImageFormat: String, Sendable, CaseIterable {
    case jpeg, png, webp, gif

    /// - Returns: `nil` for every other content, whatever a name or a sender says it is.
    public init?(detecting bytes: [UInt8]) {
        func starts(with text: String, at offset: Int = 0) -> Bool {
            bytes.dropFirst(offset).starts(with: text.utf8)
        }

        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if starts(with: "GIF87a") || starts(with: "GIF89a") {
            self = .gif
        } else if starts(with: "RIFF"), starts(with: "WEBP", at: 8) {
            self = .webp
        } else {
            return nil
        }
    }

    /// What follows the dot in the names of files.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .png, .webp, .gif: rawValue
        }
    }

    public var mediaType: String { "image/\(rawValue)" }
}
