/// The outcome of a restore, with the facts that the podmin has to check.
public struct RestoreReport: Sendable, Equatable {
    public let manifest: BackupManifest
    /// Deliveries that were open in the backup and wait for the podmin's word.
    public let heldDeliveryCount: Int
    /// Drafts with a time that wait for the same.
    public let heldDraftCount: Int
    /// The archive held no secret: the keys of people here cannot be opened until the old one is back.
    public let isSecretNew: Bool
    /// Whether `dandelion database migrate` must run before anything else.
    public let needsMigration: Bool
    public let hasConfiguration: Bool
}
