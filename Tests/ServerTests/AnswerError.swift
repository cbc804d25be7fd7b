/// Reasons why a request has no ``Answer``.
enum AnswerError: Error, Equatable {
    /// The connection ended before the answer did.
    case cut
}
