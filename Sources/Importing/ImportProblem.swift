public import DomainErrors

/// The reason why a file was not imported.
public struct ImportProblem: Sendable, Equatable {
    /// A reason in words, or an error with a code.
    public enum Reason: Sendable, Equatable {
        case text(String)
        /// A mistake in the file's content, because of which the file is no post.
        case error(ErrorRecord)
    }

    /// The file's path below the imported folder.
    public let path: String
    /// The line, counted from 1.
    public let line: Int?
    public let reason: Reason

    init(path: String, line: Int? = nil, reason: String) {
        self.path = path
        self.line = line
        self.reason = .text(reason)
    }

    init(path: String, error: any Error) {
        self.path = path
        line = nil
        reason = ErrorRecord(recording: error).map(Reason.error) ?? .text("\(error)")
    }

    /// Returns path, line and reason on one line: `PATH:LINE: REASON`.
    public func text(_ wording: ErrorWording) -> String {
        let words =
            switch reason {
            case .text(let text): text
            case .error(let record): wording(record)
            }
        return path + (line.map { ":\($0)" } ?? "") + ": " + words
    }
}

extension ImportProblem: CustomStringConvertible {
    public var description: String { text { "\($0)" } }
}
