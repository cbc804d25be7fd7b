public import Cryptography

/// A reason why a verified message may not take effect.
public enum AuthorizationError: Error, Equatable, CustomStringConvertible {
    /// The sender may not send this in their name, or on this way.
    case invalidSender(DiasporaID)
    /// The entity that this one needs is not here. It may come later.
    case missingRelated(RelatedReference)
    /// The key of somebody is not known. It may be later.
    case missingKey(DiasporaID)
    case missingAuthorSignature
    case invalidAuthorSignature
    /// Somebody takes part in a post that is not of this pod.
    case parentNotLocal
    /// A reshared post by another author than the reshare states.
    case wrongRootAuthor
    case rootNotPublic
    /// The public way is for what everybody may see.
    case notPublic
    /// An entity of this name does not go the public way; only a strict policy says so.
    case privateEntity(String)
    /// The other identity of a migration did not sign it.
    case missingCounterSignature
    case invalidCounterSignature
    /// The GUID belongs to another author's entity of this kind.
    case takenGUID(GUID)
    /// The library failed, not the message.
    case cryptography(CryptographyError)

    /// Whether the same message may be authorized another time.
    public var isRetryable: Bool {
        switch self {
        case .missingRelated, .missingKey, .cryptography: true
        default: false
        }
    }

    public var description: String {
        switch self {
        case .invalidSender(let sender): "\(sender) may not send this"
        case .missingRelated(let reference): "\(reference.guid) is not known here"
        case .missingKey(let id): "the key of \(id) is not known"
        case .missingAuthorSignature: "the author did not sign this"
        case .invalidAuthorSignature: "the author's signature is wrong"
        case .parentNotLocal: "this takes part in a post of another pod"
        case .wrongRootAuthor: "the reshared post is by somebody else"
        case .rootNotPublic: "the reshared post is not public"
        case .notPublic: "this is not public, but came on the public way"
        case .privateEntity(let name): "\(name) does not go the public way"
        case .missingCounterSignature: "the other identity did not sign the migration"
        case .invalidCounterSignature: "the signature of the other identity is wrong"
        case .takenGUID(let guid): "\(guid) belongs to something else"
        case .cryptography(let error): error.description
        }
    }
}
