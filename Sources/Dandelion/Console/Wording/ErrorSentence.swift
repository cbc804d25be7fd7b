import Composing
import DomainErrors
import Site
import Store

/// Sentences of the command line about errors.
enum ErrorSentence {
    /// The codes of each `RecordedError`.
    private static let recorded: [any WordedCode.Type] = [
        ComposeError.Code.self, PhotoProblem.Code.self, SiteError.Code.self,
        StoreError.Code.self,
    ]

    static func text(for error: any Error) -> String {
        (error as? any WordedError)?.sentence ?? "\(error)"
    }

    static func text(for record: ErrorRecord) -> String {
        for type in recorded {
            if let text = text(for: record, type) { return text }
        }
        return record.description
    }

    private static func text<Code: WordedCode>(
        for record: ErrorRecord, _ type: Code.Type
    ) -> String? {
        Code(rawValue: record.code)?.sentence(SentenceValues(record.values))
    }
}
