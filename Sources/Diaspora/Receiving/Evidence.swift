public import Cryptography

/// What a receiver found of what ``Requirements`` asks for.
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
