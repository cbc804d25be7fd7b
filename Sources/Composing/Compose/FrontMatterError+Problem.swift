public import Markdown

extension FrontMatterError {
    /// The line of the error, counted from 1.
    public var line: Int? {
        switch self {
        case .tooLarge, .frontMatterTooLarge: nil
        case .notUTF8(let line, _), .unclosed(let line, _), .syntax(let line, _),
            .unexpectedValue(let line, _, _, _), .unreadableDate(let line, _, _),
            .tooManyAliases(let line), .tooDeep(let line):
            line
        }
    }

    /// The error's message, without the line number.
    public var reason: String {
        let text = description
        guard let line, let start = text.firstRange(of: "line \(line): ") else { return text }
        return String(text[start.upperBound...])
    }
}
