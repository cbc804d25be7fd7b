/// A reference from a message to the entity that it depends on.
public enum RelatedReference: Hashable, Sendable {
    /// The parent of a relayable; if it is unknown, the pod of the relayable's author has it.
    case parent(ParentType, GUID, relayableAuthor: DiasporaID)
    /// The post of this pod that somebody takes part in. It is never fetched.
    case ownPost(GUID)
    /// The post that is reshared; if it is unknown, its author's pod has it.
    case root(GUID, author: DiasporaID)
    /// The target of a retraction. An unknown one may come later.
    case target(type: String, GUID)

    public init?(of entity: Entity) {
        switch entity {
        case .participation(let participation):
            self = .ownPost(participation.parentGUID)
        case .reshare(let reshare):
            guard let root = reshare.root else { return nil }
            self = .root(root.guid, author: root.author)
        case .retraction(let retraction):
            self = .target(type: retraction.targetType, retraction.targetGUID)
        default:
            guard let relayable = entity.relayable else { return nil }
            self = .parent(
                relayable.parentType, relayable.parentGUID, relayableAuthor: relayable.author)
        }
    }

    public var guid: GUID {
        switch self {
        case .parent(_, let guid, _), .ownPost(let guid), .root(let guid, _), .target(_, let guid):
            guid
        }
    }

    /// The person whose pod is asked for the entity, and the path; nil if it is not fetched.
    public var fetch: (from: DiasporaID, path: String)? {
        switch self {
        case .parent(let type, let guid, let author):
            (author, "/fetch/\(type.rawValue.lowercased())/\(guid)")
        case .root(let guid, let author): (author, "/fetch/post/\(guid)")
        case .ownPost, .target: nil
        }
    }

    /// Returns whether an entity is, or contains, the one referred to: another one is no answer to
    /// ``fetch``.
    public func isAnswered(by entity: Entity) -> Bool {
        switch (self, entity) {
        case (.parent(.post, let guid, _), .statusMessage(let post)),
            (.root(let guid, _), .statusMessage(let post)):
            post.guid == guid
        case (.parent(.post, let guid, _), .reshare(let reshare)),
            (.root(let guid, _), .reshare(let reshare)):
            reshare.guid == guid
        case (.parent(.comment, let guid, _), .comment(let comment)): comment.guid == guid
        case (.parent(.poll, let guid, _), .statusMessage(let post)): post.poll?.guid == guid
        default: false
        }
    }
}
