public import Cryptography

/// An entity that belongs to a post: its author signs it, and the post's author relays it.
///
/// The signature covers the values of all elements in the order in which they stand, unknown ones
/// included, so they are kept as they came.
/// Spec: diaspora* federation protocol, "Relayable".
public protocol Relayable: Sendable {
    var author: DiasporaID { get }
    var guid: GUID { get }
    var parentGUID: GUID { get }
    var parentType: ParentType { get }
    /// The signed elements, in the order of the signature.
    var elements: [SignedElement] { get }
    /// Base64, or nil where there is none. An author of a post need not sign what they add to it.
    var authorSignature: String? { get set }
}

extension Relayable {
    /// Returns the entity with its author's signature.
    ///
    /// - Parameter key: The key of the ``author``.
    public func signed(by key: RSAPrivateKey) throws(CryptographyError) -> Self {
        var signed = self
        signed.authorSignature = Base64.encode(try key.sign(Array(elements.canonicalText.utf8)))
        return signed
    }

    /// Returns whether the signature covers the canonical values or, leniently, the literal ones.
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

    /// Returns the fields in the order of the signature, followed by the signature itself.
    func writtenFields(_ name: String) -> EntityFields {
        var fields = EntityFields(name)
        for element in elements { fields.add(element.name, element.literal) }
        fields.add(optional: "author_signature", authorSignature)
        return fields
    }

    /// Returns the declared fields with their values as understood, followed by the others, for
    /// archives.
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
