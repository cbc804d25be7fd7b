public import Foundation

/// The outcome of a backup: the archive and its manifest.
public struct BackupReport: Sendable, Equatable {
    public let archive: URL
    public let manifest: BackupManifest
    /// The paths below `uploads/` that no pod creates, and that the archive does not include.
    public let skippedUploads: [String]
}
