/// The strictness at the public inbox.
public enum PublicRoutePolicy: Hashable, Sendable {
    /// Like the reference, which only looks at what can be public.
    case reference
    /// Refuses too what never is for everybody, and what belongs to a limited post.
    case strict
}

/// The rule for entities at the public inbox. Attack 15.
struct PublicRouteRule {
    let policy: PublicRoutePolicy

    func check(_ entity: Entity, related: RelatedEntity?) throws(AuthorizationError) {
        switch entity {
        case .statusMessage(let post):
            guard post.isPublic else { throw .notPublic }
        case .photo(let photo):
            guard photo.isPublic else { throw .notPublic }
        case .profile(let profile):
            guard profile.isPublic || !profile.hasExtendedDetails else { throw .notPublic }
        case .contact, .conversation, .message, .participation:
            guard policy == .reference else { throw .privateEntity(entity.name) }
        case .comment, .like, .pollParticipation, .eventParticipation:
            guard policy == .reference || related?.isPublic == true else { throw .notPublic }
        case .event, .reshare, .retraction, .accountDeletion, .accountMigration:
            break
        }
    }
}
