public import Foundation

/// The outcome of a backup: the archive and its manifest.
public struct BackupReport: Sendable, Equatable {
    public let archive: URL
    public let manifest: BackupManifest
    /// Below `uploads/`: what no pod puts there, and what the archive does not hold.
    public let skippedUploads: [String]
}
