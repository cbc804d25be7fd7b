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

    /// The claimed sender, whose key is needed next.
    public var sender: DiasporaID { envelope.sender }
    /// The XML of the entity as it came; what is relayed goes into the next envelope so.
    public var payload: [UInt8] { envelope.payload }

    /// Reads the body of a request to `/receive/public`, or the answer to a request for
    /// `/fetch/TYPE/GUID`.
    public init(body: [UInt8]) throws(IncomingMessageError) {
        try self.init(envelope: try Self.envelope(of: body, for: nil), route: .everyone)
    }

    /// Reads the body of a request to `/receive/users/GUID`.
    ///
    /// - Parameter key: The key of the person whose GUID it is.
    public init(encryptedBody body: [UInt8], key: RSAPrivateKey) throws(IncomingMessageError) {
        try self.init(envelope: try Self.envelope(of: body, for: key), route: .person)
    }

    /// Extracts the envelope from a body, for callers that need its sender whatever it contains.
    ///
    /// - Parameter key: The key of the recipient; nil for what came to everybody.
    public static func envelope(
        of body: [UInt8], for key: RSAPrivateKey?
    ) throws(IncomingMessageError) -> MagicEnvelope {
        var xml = body
        if let key {
            do {
                xml = try EncryptedMagicEnvelope(parsing: body).decrypt(with: key)
            } catch {
                throw .encryption(error)
            }
        }
        do {
            return try MagicEnvelope(parsing: xml)
        } catch {
            throw .envelope(error)
        }
    }

    /// Reads what is in an envelope.
    public init(envelope: MagicEnvelope, route: Route) throws(IncomingMessageError) {
        self.envelope = envelope
        do {
            entity = try EntityReader.read(envelope.payload)
        } catch {
            throw .entity(error)
        }
        self.route = route
    }

    /// Verifies the sender's signature and reads the entity.
    ///
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
