public import Cryptography

/// The facts that a receiver has found for ``Requirements``.
public struct Evidence: Sendable {
    public var keys: [DiasporaID: RSAPublicKey]
    public var related: RelatedEntity?
    public var holder: GUIDHolder?

    public init(
        keys: [DiasporaID: RSAPublicKey] = [:], related: RelatedEntity? = nil,
        holder: GUIDHolder? = nil
    ) {
        self.keys = keys
        self.related = related
        self.holder = holder
    }
}
