/// The facts that a receiver needs to judge a message.
public struct Requirements: Equatable, Sendable {
    /// The people whose keys are needed besides the sender's, which is known already.
    public let keys: [DiasporaID]
    /// The entity that this one belongs to or retracts.
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
