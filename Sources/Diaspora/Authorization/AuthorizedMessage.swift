/// A message that may take effect. Only ``VerifiedMessage/authorized(by:policy:)`` makes one.
public struct AuthorizedMessage: Sendable {
    public let entity: Entity
    public let sender: DiasporaID
    public let route: Route
    /// The envelope as received, with the sender's signature.
    public let envelope: MagicEnvelope
    /// Whether the same author's entity is here already: profiles and photos are updated then,
    /// everything else stays as it is.
    public let isKnown: Bool

    /// The XML of the entity as it came, for relaying.
    public var payload: [UInt8] { envelope.payload }
}
