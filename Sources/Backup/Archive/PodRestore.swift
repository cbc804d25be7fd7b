public import Cryptography
public import Foundation
public import Store

/// The creation of a pod from an archive of ``PodBackup``.
///
/// Nothing of an archive is believed: its table is read first, it is unpacked into a folder of its
/// own, and every file must be the one that the manifest names. Only then do the files get their
/// places, the database last.
public struct PodRestore: Sendable {
    private let random: any RandomBytes
    private let limits: ArchiveLimits
    private let freeSpace: FreeSpace

    /// - Parameter random: Makes the secret that an archive does not hold.
    public init(
        random: any RandomBytes, limits: ArchiveLimits = ArchiveLimits(),
        freeSpace: FreeSpace = .system
    ) {
        self.random = random
        self.limits = limits
        self.freeSpace = freeSpace
    }

    /// Unpacks and checks an archive, and moves its files into the pod's folder.
    ///
    /// - Throws: ``BackupError``; ``StoreError`` for a database that is damaged or newer.
    @discardableResult
    public func restore(from archive: URL, into pod: PodFolder) throws -> RestoreReport {
        try checkVacant(pod)
        guard FileManager.default.fileExists(atPath: archive.path) else {
            throw BackupError.notFound(path: archive.path)
        }
        let tool = try ArchiveTool()
        let bytes = try inspect(archive, with: tool)
        let isNew = !FileManager.default.fileExists(atPath: pod.url.path)
        do {
            try FileManager.default.createDirectory(
                at: pod.url, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755])
            try freeSpace.require(bytes + 16 * 1_048_576, beside: pod.database.path)
            return try restore(archive, into: pod, with: tool)
        } catch {
            // The first error is the one to tell.
            if isNew { try? FileManager.default.removeItem(at: pod.url) }
            throw error
        }
    }

    private func checkVacant(_ pod: PodFolder) throws {
        for file in [pod.database, pod.configuration, pod.secret, pod.uploads]
        where FileManager.default.fileExists(atPath: file.path) {
            throw BackupError.occupied(path: file.path)
        }
    }

    private func inspect(_ archive: URL, with tool: ArchiveTool) throws -> Int {
        var inspection = ArchiveInspection(path: archive.path, limits: limits)
        try tool.list(archive) { try inspection.inspect($0) }
        try inspection.finish()
        return inspection.byteCount
    }

    private func restore(
        _ archive: URL, into pod: PodFolder, with tool: ArchiveTool
    ) throws -> RestoreReport {
        let staging = try StagingFolder(pod.url.appending(path: ".restore"))
        defer { staging.remove() }
        try tool.unpack(archive, into: staging.url)
        let unpacked = UnpackedBackup(staging: staging, archive: archive)
        let manifest = try unpacked.verify()
        let database = try RestoredDatabase(
            settling: staging.url.appending(path: ArchiveName.database).path)
        let isSecretNew = !manifest.files.contains { $0.path == ArchiveName.secret }
        if isSecretNew {
            try Data(random.hexadecimal(byteCount: 32).utf8).write(
                to: staging.url.appending(path: ArchiveName.secret))
        }
        try unpacked.setModes()
        try unpacked.move(into: pod)
        return RestoreReport(
            manifest: manifest, heldDeliveryCount: database.heldDeliveryCount,
            heldDraftCount: database.heldDraftCount,
            isSecretNew: isSecretNew,
            needsMigration: database.schemaVersion < Migration.all.count,
            hasConfiguration: manifest.files.contains { $0.path == ArchiveName.configuration })
    }
}
