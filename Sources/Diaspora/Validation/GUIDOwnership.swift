/// A GUID belongs for ever to who used it first, and to what it was used for. Attack 18.
enum GUIDOwnership {
    /// - Returns: Whether the entity is here already.
    static func isKnown(
        _ entity: Entity, holder: GUIDHolder?
    ) throws(AuthorizationError) -> Bool {
        guard let guid = entity.guid, let holder else { return false }
        guard holder.author == entity.author, holder.entityName == entity.name else {
            throw .takenGUID(guid)
        }
        return true
    }
}
