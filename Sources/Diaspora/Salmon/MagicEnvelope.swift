public import Cryptography
import Markup

/// A payload with the signature of its sender.
///
///     <me:env xmlns:me="http://salmon-protocol.org/ns/magic-env">
///       <me:data type="application/xml">PAYLOAD</me:data>
///       <me:encoding>base64url</me:encoding>
///       <me:alg>RSA-SHA256</me:alg>
///       <me:sig key_id="SENDER">SIGNATURE</me:sig>
///     </me:env>
///
/// The signature covers data, type, encoding and algorithm, each in base64 and joined by points.
/// Spec: diaspora* federation protocol, "Magic Envelope"; draft-panzer-magicsig-01.
public struct MagicEnvelope: Equatable, Sendable {
    /// The claimed sender, to be believed once ``isSigned(by:)`` returns true.
    public let sender: DiasporaID
    /// The XML of an entity.
    public let payload: [UInt8]
    public let signature: [UInt8]

    static let type = "application/xml"
    static let encoding = "base64url"
    static let algorithm = "RSA-SHA256"

    /// Signs a payload.
    ///
    /// - Parameter key: The key of the sender.
    public init(
        signing payload: [UInt8], sender: DiasporaID, key: RSAPrivateKey
    ) throws(CryptographyError) {
        self.sender = sender
        self.payload = payload
        signature = try key.sign(Self.subject(of: payload))
    }

    init(sender: DiasporaID, payload: [UInt8], signature: [UInt8]) {
        self.sender = sender
        self.payload = payload
        self.signature = signature
    }

    /// Returns whether the sender signed the payload.
    ///
    /// What was signed is built anew from the decoded parts, so alphabet and padding of the
    /// received text do not matter.
    ///
    /// - Parameter key: The key of the sender.
    public func isSigned(by key: RSAPublicKey) throws(CryptographyError) -> Bool {
        try key.verifies(signature, of: Self.subject(of: payload))
    }

    /// The envelope as the reference writes it, with an XML declaration and a newline at its end.
    public var xml: [UInt8] {
        var xml: [UInt8] = []
        xml.reserveCapacity(payload.count * 4 / 3 + 1_200)
        xml +=
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <me:env xmlns:me="http://salmon-protocol.org/ns/magic-env">
              <me:data type="\(Self.type)">
            """.utf8
        Base64URL.append(payload, to: &xml)
        xml +=
            """
            </me:data>
              <me:encoding>\(Self.encoding)</me:encoding>
              <me:alg>\(Self.algorithm)</me:alg>
              <me:sig key_id="
            """.utf8
        Base64URL.append(Array(sender.description.utf8), to: &xml)
        xml += "\">".utf8
        Base64URL.append(signature, to: &xml)
        xml += "</me:sig>\n</me:env>\n".utf8
        return xml
    }

    private static func subject(of payload: [UInt8]) -> [UInt8] {
        var subject: [UInt8] = []
        subject.reserveCapacity(payload.count * 4 / 3 + 64)
        Base64URL.append(payload, to: &subject)
        subject += signedParts
        return subject
    }

    /// The bytes that follow the payload in every signed text.
    private static let signedParts: [UInt8] = Array(
        [type, encoding, algorithm].map { "." + Base64URL.encode(Array($0.utf8)) }.joined().utf8)
}
