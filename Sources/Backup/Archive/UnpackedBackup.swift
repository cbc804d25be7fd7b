internal import Foundation
internal import Store

/// The files of an archive in a folder of their own, on their way to becoming a pod.
struct UnpackedBackup {
    let staging: StagingFolder
    let archive: URL

    /// Compares every file with the manifest.
    ///
    /// - Throws: ``BackupError/damaged(path:file:)`` for one that differs, is missing or is too many.
    func verify() throws -> BackupManifest {
        let manifest = try manifest()
        let found = Set(try staging.files()).subtracting([ArchiveName.manifest])
        let listed = Set(manifest.files.map(\.path))
        if let file = found.symmetricDifference(listed).min() { throw damaged(file) }
        for file in manifest.files {
            let url = staging.url.appending(path: file.path)
            let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw damaged(file.path)
            }
            let digest = try FileDigest(of: url)
            guard digest.bytes == file.bytes, digest.sha256 == file.sha256 else {
                throw damaged(file.path)
            }
        }
        return manifest
    }

    /// Restricts the permissions of all files but photos, to which the tree links, to the owner.
    /// The folder of photos is closed to others: it holds those of limited posts too.
    func setModes() throws {
        let images = staging.url.appending(path: "\(ArchiveName.uploads)/images")
        try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
        for name in try FileManager.default.subpathsOfDirectory(atPath: staging.url.path) {
            let path = staging.url.appending(path: name).path
            let type = try FileManager.default.attributesOfItem(atPath: path)[.type]
            let isFolder = type as? FileAttributeType == .typeDirectory
            let isUpload = name.hasPrefix(ArchiveName.uploads + "/")
            try FileManager.default.setAttributes(
                [.posixPermissions: isFolder ? 0o700 : isUpload ? 0o644 : 0o600],
                ofItemAtPath: path)
        }
    }

    /// Moves the files into the pod's folder once all of them are on disk; the database last, which
    /// makes the folder a pod.
    func move(into pod: PodFolder) throws {
        try synchronize()
        let names = [
            ArchiveName.uploads, ArchiveName.secret, ArchiveName.configuration,
            ArchiveName.database,
        ]
        for name in names {
            let file = staging.url.appending(path: name)
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            try FileManager.default.moveItem(at: file, to: pod.url.appending(path: name))
        }
        try PrivateFile.synchronize(pod.url)
    }

    private func manifest() throws -> BackupManifest {
        let data = try Data(contentsOf: staging.url.appending(path: ArchiveName.manifest))
        let manifest: BackupManifest
        do {
            manifest = try BackupManifest(json: data)
        } catch is DecodingError {
            throw damaged(ArchiveName.manifest)
        }
        guard manifest.format <= BackupManifest.currentFormat else {
            throw BackupError.newerFormat(path: archive.path, found: manifest.format)
        }
        return manifest
    }

    private func synchronize() throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: staging.url.path) {
            try PrivateFile.synchronize(staging.url.appending(path: name))
        }
    }

    private func damaged(_ file: String) -> BackupError {
        .damaged(path: archive.path, file: file)
    }
}
