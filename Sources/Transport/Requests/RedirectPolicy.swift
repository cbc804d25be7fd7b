/// What is done with an answer that names another place.
public enum RedirectPolicy: Hashable, Sendable {
    /// It is the answer: delivering does not follow (protocol 2.13).
    case none
    /// Go there, so many times in one request, each place checked like the first.
    case follow(maximum: Int)
}
