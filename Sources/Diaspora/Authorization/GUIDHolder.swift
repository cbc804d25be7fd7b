/// The entity that has a GUID already, of the kind that is looked for.
public struct GUIDHolder: Equatable, Sendable {
    public let author: DiasporaID
    /// The entity's name, as in ``Entity/name``.
    public let entityName: String

    public init(author: DiasporaID, entityName: String) {
        self.author = author
        self.entityName = entityName
    }
}
