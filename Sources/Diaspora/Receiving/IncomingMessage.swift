public import Cryptography

/// A message as it came in, taken apart: its sender is a claim until ``verified(with:)``.
///
///     body ─▶ IncomingMessage ─▶ verified(with: the sender's key) ─▶ VerifiedMessage
///          ─▶ authorized(by: what its requirements ask for) ─▶ AuthorizedMessage
///
/// Limits and validators have been through when this exists, at a fraction of a signature's cost.
/// Spec: diaspora* federation protocol, "Receiving".
public struct IncomingMessage: Sendable {
    public let envelope: MagicEnvelope
    public let entity: Entity
    public let route: Route

    /// Who claims to send this, and whose key is needed next.
    public var sender: DiasporaID { envelope.sender }
    /// The XML of the entity as it came; what is relayed goes into the next envelope so.
    public var payload: [UInt8] { envelope.payload }

    /// Reads the body of a request to `/receive/public`, or the answer to a request for
    /// `/fetch/TYPE/GUID`.
    public init(body: [UInt8]) throws(IncomingMessageError) {
        try self.init(envelope: body, route: .everyone)
    }

    /// Reads the body of a request to `/receive/users/GUID`.
    ///
    /// - Parameter key: The key of the person whose GUID it is.
    public init(encryptedBody body: [UInt8], key: RSAPrivateKey) throws(IncomingMessageError) {
        let envelope: [UInt8]
        do {
            envelope = try EncryptedMagicEnvelope(parsing: body).decrypt(with: key)
        } catch {
            throw .encryption(error)
        }
        try self.init(envelope: envelope, route: .person)
    }

    private init(envelope xml: [UInt8], route: Route) throws(IncomingMessageError) {
        do {
            envelope = try MagicEnvelope(parsing: xml)
        } catch {
            throw .envelope(error)
        }
        do {
            entity = try EntityReader.read(envelope.payload)
        } catch {
            throw .entity(error)
        }
        self.route = route
    }

    /// - Parameter key: The key of ``sender``.
    /// - Throws: ``IncomingMessageError/envelope(_:)`` with
    ///   ``MagicEnvelopeError/invalidSignature``.
    public func verified(with key: RSAPublicKey) throws(IncomingMessageError) -> VerifiedMessage {
        let isSigned: Bool
        do {
            isSigned = try envelope.isSigned(by: key)
        } catch {
            throw .cryptography(error)
        }
        guard isSigned else { throw .envelope(.invalidSignature) }
        return VerifiedMessage(message: self, senderKey: key)
    }
}
