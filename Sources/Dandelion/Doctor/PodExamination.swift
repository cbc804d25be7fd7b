import Composing
import Foundation
import Imaging
import Site
import Store

/// Reads what the database says, and whether the files are as it asks.
struct PodExamination {
    let pod: PodApplication

    func run(_ doctor: inout Doctor) {
        doctor.examine {
            DatabaseFindingsCheck(
                schemaVersion: try pod.database.schemaVersion(),
                faults: try DatabaseCheck(database: pod.database).findings().map(
                    \.sentence))
        }
        doctor.examine {
            let theme = try pod.dispatcher.checkTheme()
            return ThemeCheck(name: theme.name, warnings: theme.warnings)
        }
        doctor.examine {
            try ImagingPrograms().check()
            return PhotoToolsCheck()
        }
        doctor.examine { try secret() }
        doctor.examine { try uploads() }
        doctor.examine { try tree() }
        doctor.examine { try drafts() }
        doctor.examine { try pages() }
        FederationExamination(pod: pod).run(&doctor)
    }

    private func secret() throws -> SecretCheck {
        var check = SecretCheck(at: pod.folder)
        guard let bytes = check.bytes, bytes >= KeyRing.minimumSecretBytes else { return check }
        let keys = try pod.keyRing()
        check.strangers = try pod.database.read { try keys.unopened(in: $0) }
        return check
    }

    private func uploads() throws -> UploadsCheck {
        let files = try pod.database.read { try $0.photoFiles() }
        let images = pod.folder.images.path
        var (missing, damaged): ([String], [String]) = ([], [])
        for file in files {
            let facts = FileFacts(at: "\(images)/\(file.name)")
            if facts == nil { missing.append(file.name) }
            if let facts, facts.kind != .file || facts.bytes != file.bytes {
                damaged.append(file.name)
            }
        }
        return UploadsCheck(
            path: images, images: FileFacts(at: images), count: files.count, missing: missing,
            damaged: damaged)
    }

    private func tree() throws -> TreeCheck {
        var check = TreeCheck(
            path: pod.folder.tree.path, wasBuilt: try pod.dispatcher.wasBuilt(),
            tree: FileFacts(at: pod.folder.tree.path))
        guard check.wasBuilt, check.tree?.kind == .folder else { return check }
        check.faults =
            try pod.dispatcher.standingFiles()?.filter { name in
                FileFacts(at: "\(check.path)/\(name)", followsLinks: false).map {
                    $0.kind != .file || $0.bytes == 0
                } ?? true
            } ?? []
        return check
    }

    private func drafts() throws -> DraftsCheck {
        let drafts = try pod.database.read { try $0.drafts(userID: nil) }
        return DraftsCheck(
            failures: drafts.compactMap { draft in
                draft.failure.map {
                    DraftsCheck.Failure(
                        guid: "\(draft.guid)", reason: StoredReason.ofDraft($0))
                }
            },
            heldCount: drafts.count(where: \.isHeld),
            times: drafts.filter { !$0.isHeld && $0.failure == nil }.compactMap(\.publishAt),
            now: pod.clock.now(), isWorking: pod.isWorking)
    }

    private func pages() throws -> PagesCheck {
        let waiting = try pod.database.read {
            try $0.pageDeliveries(limit: 10_000).count + $0.unplannedEvents(limit: 10_000).count
        }
        return PagesCheck(
            wasBuilt: try pod.dispatcher.wasBuilt(),
            failures: try pod.dispatcher.failures().map(\.sentence), waitingCount: waiting,
            isWorking: pod.isWorking)
    }
}

extension SecretCheck {
    /// Reads the file alone.
    init(at folder: PodFolder) {
        self.init(path: folder.secret.path, bytes: FileFacts(at: folder.secret.path)?.bytes)
    }
}
