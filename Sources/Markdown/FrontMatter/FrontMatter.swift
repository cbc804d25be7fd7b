public import Foundation

/// The metadata at the head of a Markdown source, and the text below it.
///
/// Knows the keys of Hugo, Jekyll and Zola; all other keys are in ``unused``.
public struct FrontMatter: Equatable, Sendable {
    /// The size of the largest file that is read, in bytes.
    public static let maximumFileBytes = 1 << 20
    /// The size of the largest front matter that is read, in bytes.
    public static let maximumBytes = 64 << 10
    /// The deepest nesting of values that is read.
    public static let maximumDepth = 16

    public struct Poll: Equatable, Sendable {
        public var question: String
        public var answers: [String]
    }

    public struct Photo: Equatable, Sendable {
        /// The path of the picture, as the file has it.
        public var file: String
        public var alt: String?
    }

    public struct Location: Equatable, Sendable {
        public var address: String?
        public var latitude: Double?
        public var longitude: Double?
    }

    /// The notation of the front matter; `nil` for a file without one.
    public internal(set) var notation: FrontMatterNotation?
    public internal(set) var title: String?
    public internal(set) var date: Date?
    /// The time from which on the post is to be shown, if given beside the date.
    public internal(set) var publishAt: Date?
    /// The time until which the post is to be shown.
    public internal(set) var expiresAt: Date?
    /// The date of the last change.
    public internal(set) var updated: Date?
    public internal(set) var tags: [String] = []
    public internal(set) var categories: [String] = []
    public internal(set) var slug: String?
    public internal(set) var isDraft = false
    /// The former address of the post: `path`, `url` or `permalink`.
    public internal(set) var address: String?
    /// Jekyll's pattern for this post alone.
    var permalinkPattern: String?
    /// The other former addresses of the post, which redirect to it.
    public internal(set) var aliases: [String] = []
    public internal(set) var summary: String?
    public internal(set) var poll: Poll?
    public internal(set) var photos: [Photo] = []
    public internal(set) var location: Location?
    public internal(set) var authors: [String] = []
    /// The entries with keys that have no meaning here, in the order of the file.
    public internal(set) var unused: [FrontMatterEntry] = []

    /// The text below the front matter, its newlines plain.
    public internal(set) var body: String
    /// Line of the file on which ``body`` starts, counted from 1.
    public internal(set) var bodyLine: Int

    /// Reads the bytes of a file.
    ///
    /// - Parameter timeZone: The time zone of dates without an offset.
    public static func parse(
        _ bytes: some Collection<UInt8>, timeZone: TimeZone
    ) throws(FrontMatterError) -> FrontMatter {
        guard bytes.count <= maximumFileBytes else { throw .tooLarge(bytes: bytes.count) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw notUTF8(Array(bytes))
        }
        return try parse(text, timeZone: timeZone)
    }

    /// Reads the text of a file.
    public static func parse(
        _ text: String, timeZone: TimeZone
    ) throws(FrontMatterError) -> FrontMatter {
        guard text.utf8.count <= maximumFileBytes else { throw .tooLarge(bytes: text.utf8.count) }
        let source = try FrontMatterSource(cutting: normalised(text))
        guard source.frontMatter.utf8.count <= maximumBytes else {
            throw .frontMatterTooLarge(bytes: source.frontMatter.utf8.count)
        }
        var frontMatter = FrontMatter(body: source.body, bodyLine: source.bodyLine)
        frontMatter.notation = source.notation
        let entries: [FrontMatterEntry] =
            switch source.notation {
            case .yaml:
                try FrontMatterYAML.entries(source.frontMatter, firstLine: source.firstLine)
            case .toml:
                try FrontMatterTOML.entries(source.frontMatter, firstLine: source.firstLine)
            case .json:
                try FrontMatterJSON.entries(source.frontMatter, firstLine: source.firstLine)
            case nil: []
            }
        try frontMatter.take(entries, timeZone: timeZone)
        return frontMatter
    }

    private init(body: String, bodyLine: Int) {
        self.body = body
        self.bodyLine = bodyLine
    }

    /// Returns the text without a byte order mark, and with `\n` for every kind of newline.
    private static func normalised(_ text: String) -> String {
        var text = text
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        guard text.holds(0x0D) else { return text }
        return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    private static func notUTF8(_ bytes: [UInt8]) -> FrontMatterError {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var line = 1
        var byte = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                if scalar == "\n" { line += 1 }
                byte += UTF8.width(scalar)
            case .emptyInput, .error:
                return .notUTF8(line: line, byte: byte + 1)
            }
        }
    }
}
