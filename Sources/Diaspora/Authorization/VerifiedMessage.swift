internal import Cryptography

/// A message whose sender is who it says. Whether they may say it is decided by
/// ``authorized(by:policy:)``.
public struct VerifiedMessage: Sendable {
    private let message: IncomingMessage
    let senderKey: RSAPublicKey

    public var entity: Entity { message.entity }
    public var sender: DiasporaID { message.sender }
    public var route: Route { message.route }
    public var payload: [UInt8] { message.payload }

    init(message: IncomingMessage, senderKey: RSAPublicKey) {
        self.message = message
        self.senderKey = senderKey
    }

    /// The facts that must be looked up or fetched before the message can be authorized.
    public var requirements: Requirements { Requirements(entity, sender: sender) }

    /// Applies the rules of who may send what where.
    ///
    /// - Parameter evidence: What the ``requirements`` ask for, as far as it exists.
    public func authorized(
        by evidence: Evidence, policy: PublicRoutePolicy = .reference
    ) throws(AuthorizationError) -> AuthorizedMessage {
        try SenderRule(message: self, evidence: evidence).check()
        if route == .everyone {
            try PublicRouteRule(policy: policy).check(entity, related: evidence.related)
        }
        let isKnown = try GUIDOwnership.isKnown(entity, holder: evidence.holder)
        return AuthorizedMessage(
            entity: entity, sender: sender, route: route, envelope: message.envelope,
            isKnown: isKnown)
    }
}
