import Foundation
import Store

/// Reads what can be known of a pod's folder without its configuration or its database.
struct FolderExamination {
    let folder: PodFolder

    /// Files and folders of the tree that are looked at, lest a huge one hold up all else.
    private static let maximumEntries = 50_000

    func run(_ doctor: inout Doctor) {
        doctor.examine { try disk() }
        doctor.examine { try access() }
    }

    private func disk() throws -> DiskCheck? {
        let database = [folder.database.path, folder.database.path + "-wal"]
        return DiskSpace(at: folder.url.path).map { space in
            DiskCheck(
                space: space,
                databaseBytes: database.compactMap { FileFacts(at: $0)?.bytes }.reduce(0, +))
        }
    }

    private func access() throws -> AccessCheck {
        guard let facts = FileFacts(at: folder.url.path), facts.kind == .folder else {
            throw PodError.failed(
                "there is no folder \(folder.url.path)\n"
                    + "name the pod's with --data, or make one with `dandelion init`")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        let secret = folder.secret.lastPathComponent
        let databases = names.filter { $0.hasPrefix("dandelion") && $0.contains(".sqlite") }
        let locks = names.filter { $0.hasSuffix(".lock") || $0.hasSuffix(".leases") }
        return AccessCheck(
            folder: facts,
            privateFiles: (databases + names.filter { $0 == secret }).compactMap(own),
            privateFolders: [folder.uploads, folder.preview.url].map(\.lastPathComponent)
                .compactMap(own),
            others: (locks + ["uploads/images", "cache", "cache/pictures"]).compactMap(own)
                + treeFolders())
    }

    private func own(_ name: String) -> FileFacts? {
        FileFacts(at: folder.url.appending(path: name).path, followsLinks: false)
    }

    /// Lists the folders of the tree; pages in a folder of another owner cannot be replaced.
    private func treeFolders() -> [FileFacts] {
        let root = folder.tree.path
        guard let tree = FileFacts(at: root), tree.kind == .folder else { return [] }
        let names = FileManager.default.enumerator(atPath: root)
        var folders = [tree]
        var count = 0
        while count < Self.maximumEntries, let name = names?.nextObject() as? String {
            count += 1
            if let facts = FileFacts(at: "\(root)/\(name)", followsLinks: false),
                facts.kind == .folder
            {
                folders.append(facts)
            }
        }
        return folders
    }
}
