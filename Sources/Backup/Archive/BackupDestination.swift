internal import Foundation
internal import Store

/// The destination of a backup: a file that does not exist yet, or a folder.
struct BackupDestination {
    private let destination: URL
    private let pod: PodFolder

    init(_ destination: URL, of pod: PodFolder) {
        self.destination = destination.standardizedFileURL
        self.pod = pod
    }

    /// Returns the path of the archive's file; creates a missing folder whose path ends with a
    /// slash.
    ///
    /// - Throws: ``BackupError/published(path:)`` below folders that the pod serves;
    ///   ``BackupError/failed(path:reason:)`` if no file can be created there.
    func archive(at date: Date) throws(BackupError) -> URL {
        try refusePublished()
        guard try isFolder() else {
            let parent = destination.deletingLastPathComponent()
            guard FileManager.default.fileExists(atPath: parent.path) else {
                throw .failed(path: parent.path, reason: "there is no such folder")
            }
            return destination
        }
        let time = date.ISO8601Format().filter { $0 != ":" && $0 != "-" }
        return destination.appending(path: "dandelion-\(time).tar.gz")
    }

    private func isFolder() throws(BackupError) -> Bool {
        let path = destination.path
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !isFolder.boolValue else { return true }
        guard destination.hasDirectoryPath else { return false }
        guard !exists else { throw .failed(path: path, reason: "it is a file, and no folder") }
        do {
            try FileManager.default.createDirectory(
                at: destination, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .failed(path: path, reason: "the folder cannot be made")
        }
        return true
    }

    private func refusePublished() throws(BackupError) {
        let path = Self.resolved(destination)
        for folder in [pod.tree, pod.uploads].map(Self.resolved)
        where path == folder || path.hasPrefix(folder + "/") {
            throw .published(path: destination.path)
        }
    }

    /// Resolves the links in a path, also if its last parts do not exist.
    private static func resolved(_ url: URL) -> String {
        let files = FileManager.default
        var folder = url
        var names: [String] = []
        while folder.path != "/", !files.fileExists(atPath: folder.path) {
            names.insert(folder.lastPathComponent, at: 0)
            folder.deleteLastPathComponent()
        }
        return names.reduce(folder.resolvingSymlinksInPath()) { $0.appending(path: $1) }.path
    }
}
