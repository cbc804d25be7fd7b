/// The reason why a file's front matter could not be read. Lines are those of the file, counted
/// from 1.
public enum FrontMatterError: Error, Equatable, CustomStringConvertible {
    case tooLarge(bytes: Int)
    case frontMatterTooLarge(bytes: Int)
    case notUTF8(line: Int, byte: Int)
    case unclosed(line: Int, fence: String)
    case syntax(line: Int, reason: String)
    case unexpectedValue(line: Int, key: String, expected: String, found: String)
    case unreadableDate(line: Int, key: String, value: String)
    case tooManyAliases(line: Int)
    case tooDeep(line: Int)

    public var description: String {
        switch self {
        case .tooLarge(let bytes):
            "the file has \(bytes) bytes; at most \(FrontMatter.maximumFileBytes) are read"
        case .frontMatterTooLarge(let bytes):
            "the front matter has \(bytes) bytes; at most \(FrontMatter.maximumBytes) are read"
        case .notUTF8(let line, let byte):
            "line \(line): the text is not UTF-8 (byte \(byte) of the file); save it as UTF-8"
        case .unclosed(let line, let fence):
            "line \(line): the front matter that starts here is not closed by a line \(fence)"
        case .syntax(let line, let reason):
            "line \(line): \(reason)"
        case .unexpectedValue(let line, let key, let expected, let found):
            "line \(line): \(key) must be \(expected), not \(found)"
        case .unreadableDate(let line, let key, let value):
            "line \(line): \(key) is no date: \(value); write it like 2024-05-12 or "
                + "2024-05-12T08:30:00+02:00"
        case .tooManyAliases(let line):
            "line \(line): the front matter repeats itself by aliases too often"
        case .tooDeep(let line):
            "line \(line): the front matter is nested deeper than \(FrontMatter.maximumDepth) levels"
        }
    }
}
