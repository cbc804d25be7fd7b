public import DomainErrors

/// Why a file did not come in.
public struct ImportProblem: Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        case text(String)
        /// What makes the file no post.
        case error(ErrorRecord)
    }

    /// Below the imported folder.
    public let path: String
    /// Counted from 1.
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
