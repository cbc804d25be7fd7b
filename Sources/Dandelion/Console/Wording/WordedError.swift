import DomainErrors

/// An error that the command line has a sentence for.
///
/// Sentences end without a full stop; a second line says what to do, or the part behind a semicolon. Commands that help
/// are named here, and nowhere below this module.
protocol WordedError: DomainError {
    var sentence: String { get }
}

/// Codes that are worded by the values alone, as records of their errors are stored.
protocol WordedCode: ErrorCode {
    func sentence(_ values: SentenceValues) -> String
}

extension WordedError where Code: WordedCode {
    var sentence: String { code.sentence(SentenceValues(values)) }
}
