public import Store

/// A user in a browser where they are signed in.
public struct SignedIn: Sendable, Equatable {
    public let author: Author
    public let session: Session
    /// Whether the session was noted as seen just now, so that its browser keeps the token for as long again.
    public let isRenewed: Bool
}
