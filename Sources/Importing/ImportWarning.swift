public import DomainErrors
internal import Markdown
internal import Store

/// A warning about an imported file that its author should look at.
public struct ImportWarning: Sendable, Equatable, CustomStringConvertible {
    /// The heading that a report has them under, in the order of reports.
    public enum Kind: Int, Sendable, CaseIterable {
        case leftAlone, date, address, link, picture, template, html, code, attribute, tag, author
        case frontMatter
        /// A removed comment, mentioned in the log alone as it was hidden on purpose.
        case comment
    }

    /// The file's path below the imported folder.
    public let path: String
    /// The line, counted from 1.
    public let line: Int?
    public let kind: Kind
    /// The error that caused the warning.
    public let cause: ErrorRecord?
    public let message: String

    init(
        path: String, line: Int? = nil, kind: Kind, cause: ErrorRecord? = nil, message: String
    ) {
        self.path = path
        self.line = line
        self.kind = kind
        self.cause = cause
        self.message = message
    }

    public func text(_ wording: ErrorWording) -> String {
        let cause = cause.map { wording($0) + "; " } ?? ""
        return path + (line.map { ":\($0)" } ?? "") + ": " + cause + message
    }

    public var description: String { text { "\($0)" } }
}

extension ImportWarning.Kind {
    init(_ kind: ImportNote.Kind) {
        self =
            switch kind {
            case .html: .html
            case .comment: .comment
            case .attribute: .attribute
            case .template: .template
            case .code: .code
            }
    }
}
