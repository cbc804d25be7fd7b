/// The outcome of a restore, with the facts that the podmin has to check.
public struct RestoreReport: Sendable, Equatable {
    public let manifest: BackupManifest
    /// The number of deliveries pending in the backup, held until the podmin releases them.
    public let heldDeliveryCount: Int
    /// The number of scheduled drafts, held likewise.
    public let heldDraftCount: Int
    /// Whether the secret is new, as the archive had none: the keys of people here cannot be
    /// unsealed until the old one is put back.
    public let isSecretNew: Bool
    /// Whether `dandelion database migrate` must run before anything else.
    public let needsMigration: Bool
    public let hasConfiguration: Bool
}
