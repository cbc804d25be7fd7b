/// The rule that a GUID belongs, within its kind, to whoever used it first, for as long as that
/// entity is here. Attack 18.
enum GUIDOwnership {
    /// Checks that the GUID is free or belongs to this entity.
    ///
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
