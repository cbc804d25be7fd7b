/// What a receiver has to know to judge a message.
public struct Requirements: Equatable, Sendable {
    /// Whose keys are needed besides the sender's, which is known by now.
    public let keys: [DiasporaID]
    /// What the entity belongs to or takes back.
    public let related: RelatedReference?
    /// The entity's own GUID, whose holder is asked for.
    public let guid: GUID?
    /// The kind of things among which a holder is looked for.
    public let guidKind: GUIDKind?

    init(_ entity: Entity, sender: DiasporaID) {
        guid = entity.guid
        guidKind = entity.guidKind
        related = RelatedReference(of: entity)
        switch entity {
        case .accountMigration(let migration):
            keys = [migration.counterSigner].filter { $0 != sender }
        default:
            let isSigned = entity.relayable?.authorSignature != nil
            keys = isSigned && entity.author != sender ? [entity.author] : []
        }
    }
}
