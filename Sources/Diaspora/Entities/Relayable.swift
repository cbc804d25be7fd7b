public import Cryptography

/// What belongs to a post of somebody: its author signs it, and the post's author passes it on.
///
/// The signature covers the values of all elements in the order in which they stand, unknown ones
/// included, so they are kept as they came.
/// Spec: diaspora* federation protocol, "Relayable".
public protocol Relayable: Sendable {
    var author: DiasporaID { get }
    var guid: GUID { get }
    var parentGUID: GUID { get }
    var parentType: ParentType { get }
    /// What is signed, in its order.
    var elements: [SignedElement] { get }
    /// Base64, or nil where there is none. An author of a post need not sign what they add to it.
    var authorSignature: String? { get set }
}

extension Relayable {
    /// - Parameter key: The key of the ``author``.
    public func signed(by key: RSAPrivateKey) throws(CryptographyError) -> Self {
        var signed = self
        signed.authorSignature = Base64.encode(try key.sign(Array(elements.canonicalText.utf8)))
        return signed
    }

    /// Whether the signature covers the canonical values or, leniently, the literal ones.
    ///
    /// - Parameter key: The key of the ``author``.
    public func isSigned(by key: RSAPublicKey) throws(CryptographyError) -> Bool {
        guard let authorSignature, let bytes = Base64.decode(authorSignature) else { return false }
        let canonical = elements.canonicalText
        if try key.verifies(bytes, of: Array(canonical.utf8)) { return true }
        let literal = elements.literalText
        guard literal != canonical else { return false }
        return try key.verifies(bytes, of: Array(literal.utf8))
    }

    /// In the order of the signature, which comes last itself.
    func writtenFields(_ name: String) -> EntityFields {
        var fields = EntityFields(name)
        for element in elements { fields.add(element.name, element.literal) }
        fields.add(optional: "author_signature", authorSignature)
        return fields
    }

    /// With values as they were understood, for archives.
    func archivedFields(_ declared: EntityFields) -> EntityFields {
        var fields = declared
        fields.add("author_signature", authorSignature ?? "")
        let known = Set(declared.list.map(\.name))
        for element in elements where !known.contains(element.name) {
            fields.add(element.name, element.literal)
        }
        fields.propertyOrder = elements.map(\.name)
        return fields
    }
}
