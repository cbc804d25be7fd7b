internal import Cryptography
public import Foundation
public import Store

/// The packing of a whole pod into one file of mode 0600: a POSIX tar, compressed with gzip, that
/// begins with a ``BackupManifest``.
///
/// The pod may serve meanwhile. Uploads are linked aside, then the database is copied as it is at one
/// moment, then what was uploaded in between is linked: every file that a row of the copy names was
/// there at that moment, and is in the archive.
public struct PodBackup: Sendable {
    private let pod: PodFolder
    private let configuration: URL?
    private let clock: PodClock
    private let freeSpace: FreeSpace

    /// - Parameter configuration: The file to pack as `dandelion.toml`.
    public init(
        of pod: PodFolder, configuration: URL?, clock: PodClock, freeSpace: FreeSpace = .system
    ) {
        self.pod = pod
        self.configuration = configuration
        self.clock = clock
        self.freeSpace = freeSpace
    }

    /// Creates the archive.
    ///
    /// - Parameters:
    ///   - destination: A path without a file, or a folder, in which the file is named for the time; one
    ///     that is written with a slash at its end is made.
    ///   - includesSecret: Without it, whoever gets the archive cannot open the keys in it; nor can a
    ///     restored pod, until the old file is put back.
    /// - Throws: ``BackupError``, ``StoreError``.
    @discardableResult
    public func make(
        to destination: URL, includesSecret: Bool,
        progress: @escaping (BackupStep) -> Void = { _ in }
    ) throws -> BackupReport {
        let archive = try BackupDestination(destination, of: pod).archive(at: clock.now())
        guard !FileManager.default.fileExists(atPath: archive.path) else {
            throw BackupError.exists(path: archive.path)
        }
        let tool = try ArchiveTool()
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        let staging = try StagingFolder(stagingPlace(for: archive))
        defer { staging.remove() }

        let links = UploadLinks(
            uploads: pod.uploads, destination: staging.url.appending(path: ArchiveName.uploads))
        let (copy, skipped) = try copyAll(links, into: staging.url, progress: progress)
        try addFiles(to: staging.url, includesSecret: includesSecret)

        let manifest = BackupManifest(
            copy: (copy.schemaVersion, copy.postCount, copy.userCount), createdAt: clock.now(),
            files: try digests(staging, progress: progress))
        try manifest.json().write(to: staging.url.appending(path: ArchiveName.manifest))
        progress(.packing)
        try pack(manifest, staging.url, into: archive, with: tool)
        return BackupReport(archive: archive, manifest: manifest, skippedUploads: skipped)
    }

    /// Returns the folder in which the files are collected: the pod's own, to which photos can be
    /// linked, or the archive's if the pod's disk has no room for a copy of the database.
    private func stagingPlace(for archive: URL) throws -> URL {
        let own = pod.url.appending(path: ".backup")
        do {
            try freeSpace.require(try neededForDatabase(), beside: own.path)
            return own
        } catch StoreError.notEnoughSpace {
            return archive.deletingLastPathComponent()
                .appending(path: ".\(archive.lastPathComponent).parts")
        }
    }

    /// Returns the bytes needed for a copy of the database, with 16 MiB to spare.
    private func neededForDatabase() throws -> Int {
        guard FileManager.default.fileExists(atPath: pod.database.path) else { return 0 }
        let size = try FileManager.default.attributesOfItem(atPath: pod.database.path)[.size]
        return (size as? Int ?? 0) + 16 * 1_048_576
    }

    /// Copies the database, and holds every photo that the copy names.
    ///
    /// A photo that came after the first look at `uploads/` and went before the second is missed: then
    /// the pod no longer names it either, and a newer copy does without it.
    private func copyAll(
        _ links: UploadLinks, into staging: URL, progress: @escaping (BackupStep) -> Void
    ) throws -> (copy: DatabaseCopy, skipped: [String]) {
        var attempt = 1
        while true {
            _ = try links.run()
            let copy = try copyDatabase(into: staging, progress: progress)
            let skipped = try links.run()
            do {
                try checkPhotos(copy.photoFileNames, in: staging)
                try removeStrays(besides: copy.photoFileNames, in: staging)
                return (copy, skipped)
            } catch BackupError.missingPhotos where attempt < Self.maximumAttempts {
                attempt += 1
                try FileManager.default.removeItem(
                    at: staging.appending(path: ArchiveName.database))
            }
        }
    }

    private static let maximumAttempts = 10

    private func lock() throws -> FileLock {
        let path = pod.url.appending(path: "backup.lock").path
        guard let lock = try FileLock.ifFree(path: path) else {
            throw BackupError.running(path: pod.url.path)
        }
        return lock
    }

    private func copyDatabase(
        into staging: URL, progress: @escaping (BackupStep) -> Void
    ) throws -> DatabaseCopy {
        let database = try PodDatabase(reading: pod.database.path)
        let file = staging.appending(path: ArchiveName.database)
        try freeSpace.require(try neededForDatabase(), beside: file.path)
        let copy = try database.copy(to: file.path) { progress(.database(done: $0, total: $1)) }
        try database.close()
        return copy
    }

    private func checkPhotos(_ names: [String], in staging: URL) throws {
        let folder = staging.appending(path: "\(ArchiveName.uploads)/images")
        let missing = names.filter {
            !FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
        }
        guard missing.isEmpty else { throw BackupError.missingPhotos(missing.sorted()) }
    }

    /// Removes the links to pictures to which no row of the copy refers: those of posts deleted a
    /// moment ago, or not stored yet.
    private func removeStrays(besides names: [String], in staging: URL) throws {
        let folder = staging.appending(path: "\(ArchiveName.uploads)/images")
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        let known = Set(names)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where !known.contains(name) {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    private func addFiles(to staging: URL, includesSecret: Bool) throws {
        if let configuration {
            try FileManager.default.copyItem(
                at: configuration, to: staging.appending(path: ArchiveName.configuration))
        }
        if includesSecret, FileManager.default.fileExists(atPath: pod.secret.path) {
            try FileManager.default.copyItem(
                at: pod.secret, to: staging.appending(path: ArchiveName.secret))
        }
    }

    private func digests(
        _ staging: StagingFolder, progress: (BackupStep) -> Void
    ) throws -> [BackupManifest.File] {
        let names = try staging.files()
        return try names.enumerated().map { index, name in
            progress(.files(done: index, total: names.count))
            let digest = try FileDigest(of: staging.url.appending(path: name))
            return BackupManifest.File(path: name, bytes: digest.bytes, sha256: digest.sha256)
        }
    }

    private func pack(
        _ manifest: BackupManifest, _ staging: URL, into archive: URL, with tool: ArchiveTool
    ) throws {
        let list = staging.appending(path: ".names")
        let names = [ArchiveName.manifest] + manifest.files.map(\.path)
        try Data((names.joined(separator: "\n") + "\n").utf8).write(to: list)
        let bytes = manifest.files.reduce(0) { $0 + $1.bytes }
        try freeSpace.require(bytes + bytes / 100 + 16 * 1_048_576, beside: archive.path)
        try PrivateFile(archive).write { try tool.pack(namesIn: list, of: staging, into: $0) }
    }
}
