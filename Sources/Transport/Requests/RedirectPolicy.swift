/// The treatment of an answer that redirects.
public enum RedirectPolicy: Hashable, Sendable {
    /// Redirects not followed: the redirect is the answer, as in delivering (protocol 2.13).
    case none
    /// Go there, so many times in one request, each place checked like the first.
    case follow(maximum: Int)
}
