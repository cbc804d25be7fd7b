import Diaspora
import Foundation
import Store
import Synchronization
import TestSupport
import Testing

@testable import Backup
@testable import PodFixtures

@Suite struct PodBackupTests {
    private let pod: StoredPod

    init() throws {
        pod = try StoredPod()
    }

    @Test func aDestroyedPodComesBack() throws {
        let (files, posts) = (try pod.files(), try pod.posts())
        let backup = try pod.backup.make(to: pod.archive, includesSecret: true)
        try pod.destroy()

        let restored = try pod.restore.restore(from: pod.archive, into: pod.folder)

        #expect(restored.manifest == backup.manifest)
        #expect(try pod.posts() == posts)
        #expect(try pod.files() == files)
        #expect(!restored.isSecretNew && restored.hasConfiguration && !restored.needsMigration)
        let database = try pod.open()
        #expect(try DatabaseCheck(database: database).findings() == [])
        let (pages, fingerprint) = try database.read {
            (try $0.pageDeliveries(limit: 10), try $0.state("site.fingerprint"))
        }
        #expect(pages == [] && fingerprint == nil)
    }

    @Test func theArchiveIsItsOwnersAlone() throws {
        try pod.backup.make(to: pod.archive, includesSecret: true)

        #expect(try mode(pod.archive) == 0o600)
        let left = try FileManager.default.contentsOfDirectory(atPath: pod.temporary.url.path)
        #expect(left.sorted() == ["pod.tar.gz", "var"])
        #expect(!FileManager.default.fileExists(atPath: pod.folder.url.path + "/.backup"))
    }

    @Test func whatIsRestoredIsItsOwnersAloneButForPhotosTheTreeLinksTo() throws {
        try pod.backup.make(to: pod.archive, includesSecret: true)
        try pod.destroy()
        try pod.restore.restore(from: pod.archive, into: pod.folder)

        let folder = pod.folder
        for file in [folder.database, folder.secret, folder.configuration] {
            #expect(try mode(file) == 0o600, "\(file.lastPathComponent)")
        }
        #expect(try mode(folder.images.appending(path: "photo1.jpg")) == 0o644)
        #expect(try mode(folder.uploads) == 0o700)
        #expect(try mode(folder.url) == 0o755)
    }

    @Test func theManifestComesFirstAndSaysWhatMadeIt() throws {
        let manifest = try pod.backup.make(to: pod.archive, includesSecret: false).manifest

        #expect(manifest.program == ProgramVersion.name)
        #expect(manifest.schemaVersion == Migration.all.count)
        #expect(manifest.postCount == 5 && manifest.userCount == 1)
        #expect(manifest.createdAt == StoredPod.start)
        var names: [String] = []
        try ArchiveTool().list(pod.archive) { names.append(ArchiveEntry(line: $0)?.name ?? $0) }
        #expect(names == ["manifest.json"] + manifest.files.map(\.path))
        #expect(names.contains("uploads/images/w480_photo4.jpg") && !names.contains("secret"))
    }

    @Test func withoutTheSecretANewOneIsMadeAndSaid() throws {
        try pod.backup.make(to: pod.archive, includesSecret: false)
        try pod.destroy()

        let report = try pod.restore.restore(from: pod.archive, into: pod.folder)

        #expect(report.isSecretNew)
        #expect(try Data(contentsOf: pod.folder.secret).count == 64)
        #expect(try mode(pod.folder.secret) == 0o600)
    }

    @Test func aFolderGetsAnArchiveNamedForTheTime() throws {
        let report = try pod.backup.make(to: pod.temporary.url, includesSecret: true)

        #expect(report.archive.lastPathComponent == "dandelion-20260101T000000Z.tar.gz")
        #expect(FileManager.default.fileExists(atPath: report.archive.path))
    }

    @Test func aSlashAtTheEndMeansAFolderWhichIsMade() throws {
        let folder = pod.temporary.url.appending(path: "new/disk", directoryHint: .isDirectory)

        let report = try pod.backup.make(to: folder, includesSecret: true)

        #expect(report.archive.deletingLastPathComponent().path == folder.path)
        #expect(FileManager.default.fileExists(atPath: report.archive.path))
    }

    @Test func aFolderThatIsAFileIsRefused() throws {
        try Data([1]).write(to: pod.archive)
        let folder = pod.temporary.url.appending(path: "pod.tar.gz", directoryHint: .isDirectory)

        #expect(throws: BackupError.self) { try pod.backup.make(to: folder, includesSecret: true) }
        #expect(throws: BackupError.self) {
            try pod.backup.make(
                to: pod.temporary.url.appending(path: "none/pod.tar.gz"), includesSecret: true)
        }
    }

    @Test(arguments: ["public/", "public/pod.tar.gz", "public/none/", "uploads/images", "link/"])
    func nothingPrivateGoesWhereThePodHandsItOut(place: String) throws {
        let files = FileManager.default
        try files.createDirectory(at: pod.folder.tree, withIntermediateDirectories: true)
        try files.createSymbolicLink(
            at: pod.folder.url.appending(path: "link"), withDestinationURL: pod.folder.tree)

        let url = URL(filePath: pod.folder.url.path + "/" + place)

        let error = #expect(throws: BackupError.self) {
            try pod.backup.make(to: url, includesSecret: true)
        }
        #expect(error == .published(path: url.path))
        #expect(try files.contentsOfDirectory(atPath: pod.folder.tree.path) == [])
    }

    @Test func picturesThatNoRowNamesAreLeftOut() throws {
        let stray = String(repeating: "a", count: 32) + ".jpg"
        try Data([1]).write(to: pod.folder.images.appending(path: stray))

        let manifest = try pod.backup.make(to: pod.archive, includesSecret: true).manifest

        #expect(!manifest.files.contains { $0.path.hasSuffix(stray) })
        #expect(manifest.files.filter { $0.path.hasPrefix("uploads/") }.count == 10)
        #expect(FileManager.default.fileExists(atPath: pod.folder.images.path + "/" + stray))
    }

    @Test func nothingIsOverwritten() throws {
        try Data([1]).write(to: pod.archive)

        #expect(throws: BackupError.exists(path: pod.archive.path)) {
            try pod.backup.make(to: pod.archive, includesSecret: true)
        }
        #expect(try Data(contentsOf: pod.archive) == Data([1]))
    }

    @Test func aPhotoThatARowNamesMustBeThere() throws {
        try FileManager.default.removeItem(at: pod.folder.images.appending(path: "photo2.jpg"))

        #expect(throws: BackupError.missingPhotos(["photo2.jpg"])) {
            try pod.backup.make(to: pod.archive, includesSecret: true)
        }
        #expect(!FileManager.default.fileExists(atPath: pod.archive.path))
    }

    @Test func whatNoPodPutsIntoUploadsIsLeftOutAndSaid() throws {
        let images = pod.folder.images
        try Data([1]).write(to: images.appending(path: "half.jpg.tmp"))
        try Data([1]).write(to: images.appending(path: "with space"))
        try FileManager.default.createSymbolicLink(
            at: images.appending(path: "link"), withDestinationURL: URL(filePath: "/etc/passwd"))

        let report = try pod.backup.make(to: pod.archive, includesSecret: true)

        #expect(
            report.skippedUploads
                == ["images/half.jpg.tmp", "images/link", "images/with space"])
        #expect(!report.manifest.files.contains { $0.path.contains("link") })
    }

    @Test func tooLittleDiskIsRefusedBeforehand() throws {
        let backup = PodBackup(
            of: pod.folder, configuration: nil, clock: pod.clock.pod,
            freeSpace: FreeSpace { _ in 1_000_000 })

        #expect(throws: StoreError.self) {
            try backup.make(to: pod.archive, includesSecret: true)
        }
        #expect(!FileManager.default.fileExists(atPath: pod.archive.path))
    }

    @Test func aPodOnAFullDiskIsGatheredBesideTheArchive() throws {
        let own = pod.folder.url.path
        let backup = PodBackup(
            of: pod.folder, configuration: pod.folder.configuration, clock: pod.clock.pod,
            freeSpace: FreeSpace { $0 == own ? 0 : 1 << 30 })
        let posts = try pod.posts()

        try backup.make(to: pod.archive, includesSecret: true)
        try pod.destroy()
        try pod.restore.restore(from: pod.archive, into: pod.folder)

        #expect(try pod.posts() == posts)
        let left = try FileManager.default.contentsOfDirectory(atPath: pod.temporary.url.path)
        #expect(left.sorted() == ["pod.tar.gz", "var"])
    }

    @Test func progressIsSaid() throws {
        let steps = Mutex<[BackupStep]>([])

        try pod.backup.make(to: pod.archive, includesSecret: true) { step in
            steps.withLock { $0.append(step) }
        }

        let said = steps.withLock { $0 }
        #expect(said.last == .packing)
        #expect(said.contains(.files(done: 0, total: 13)))
    }

    @Test func aPodOfAnOlderSchemaCanBeBackedUpAndComesBackAsItIs() throws {
        let migrator = try Migrator(path: pod.folder.database.path)
        for _ in 0..<2 { _ = try migrator.rollback() }
        try migrator.close()
        try pod.backup.make(to: pod.archive, includesSecret: true)
        try pod.destroy()

        let report = try pod.restore.restore(from: pod.archive, into: pod.folder)

        #expect(report.needsMigration)
        #expect(throws: StoreError.self) { try pod.open() }
        let again = try Migrator(path: pod.folder.database.path)
        try again.migrate()
        try again.close()
        #expect(try pod.posts().count == 5)
    }

    @Test func backupsWhileOthersWriteAreConsistent() throws {
        let isWriting = Atomic(true)
        let written = Atomic(100)
        let sample = pod
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            guard let database = try? sample.open(),
                let alice = try? database.read({ try $0.users().first?.personID })
            else { return }
            while isWriting.load(ordering: .acquiring) {
                let number = written.add(1, ordering: .acquiringAndReleasing).newValue
                try? database.write { try sample.insertPost(number, by: alice, $0) }
                // And one goes, with its files after its rows.
                guard number.isMultiple(of: 3) else { continue }
                try? Self.delete(number - 1, alice, database, sample.folder)
            }
        }
        // Not before the other one writes.
        while written.load(ordering: .acquiring) < 110 {}

        let archives = try (0..<3).map { number in
            let archive = pod.temporary.url.appending(path: "pod\(number).tar.gz")
            try pod.backup.make(to: archive, includesSecret: true)
            return archive
        }
        isWriting.store(false, ordering: .releasing)
        group.wait()

        for (number, archive) in archives.enumerated() {
            let folder = PodFolder(pod.temporary.url.appending(path: "other\(number)"))
            let report = try pod.restore.restore(from: archive, into: folder)
            #expect(report.manifest.postCount > 5)
            #expect(try DatabaseCheck(path: folder.database.path).findings() == [])
        }
    }

    private static func delete(
        _ number: Int, _ author: Int64, _ database: PodDatabase, _ folder: PodFolder
    ) throws {
        try database.write { transaction in
            let guid = GUID(slug: "post-\(number)", random: UInt64(number))
            guard let post = try transaction.reading.post(guid) else { return }
            for list in [.home, .person(author), .month("2020-09")] as [ListName] {
                try transaction.remove(postID: post.id, from: list)
            }
            try transaction.deletePost(post, at: StoredPod.start)
        }
        for version in ["", "w480_"] {
            try FileManager.default.removeItem(
                at: folder.images.appending(path: "\(version)photo\(number).jpg"))
        }
    }

    private func mode(_ file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }
}
