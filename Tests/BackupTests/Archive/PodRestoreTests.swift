import Cryptography
import Foundation
import Store
import TestSupport
import Testing

@testable import Backup
@testable import PodFixtures

@Suite struct PodRestoreTests {
    private let pod: StoredPod
    private let other: PodFolder

    init() throws {
        pod = try StoredPod()
        other = PodFolder(pod.temporary.url.appending(path: "other"))
    }

    @Test func aPodIsNeverOverwritten() throws {
        try pod.backup.make(to: pod.archive, includesSecret: true)
        let before = try pod.files()

        #expect(throws: BackupError.occupied(path: pod.folder.database.path)) {
            try pod.restore.restore(from: pod.archive, into: pod.folder)
        }

        #expect(try pod.files() == before)
    }

    @Test func uploadsWithoutADatabaseAreAPodToo() throws {
        try pod.backup.make(to: pod.archive, includesSecret: true)
        try FileManager.default.removeItem(at: pod.folder.database)
        try FileManager.default.removeItem(at: pod.folder.configuration)

        #expect(throws: BackupError.self) {
            try pod.restore.restore(from: pod.archive, into: pod.folder)
        }
        #expect(FileManager.default.fileExists(atPath: pod.folder.images.path + "/photo1.jpg"))
    }

    @Test func aMissingArchiveIsSaidPlainly() {
        #expect(throws: BackupError.notFound(path: pod.archive.path)) {
            try pod.restore.restore(from: pod.archive, into: other)
        }
    }

    @Test(arguments: [0.0, 0.001, 0.5, 0.99])
    func anArchiveCutOffLeavesNothing(share: Double) throws {
        try pod.backup.make(to: pod.archive, includesSecret: true)
        let bytes = try Data(contentsOf: pod.archive)
        try bytes.prefix(Int(Double(bytes.count) * share)).write(to: pod.archive)

        #expect(throws: BackupError.noArchive(path: pod.archive.path)) {
            try pod.restore.restore(from: pod.archive, into: other)
        }
        #expect(!FileManager.default.fileExists(atPath: other.url.path))
    }

    @Test func aTextIsNoArchive() throws {
        try Data("no archive".utf8).write(to: pod.archive)

        #expect(throws: BackupError.noArchive(path: pod.archive.path)) {
            try pod.restore.restore(from: pod.archive, into: other)
        }
    }

    @Test func aFileThatIsNotWhatItWasIsRefused() throws {
        try remake { staging in
            try Data("changed".utf8).write(
                to: staging.appending(path: "uploads/images/photo1.jpg"))
        }

        #expect(
            throws: BackupError.damaged(
                path: pod.archive.path, file: "uploads/images/photo1.jpg")
        ) {
            try pod.restore.restore(from: pod.archive, into: other)
        }
        #expect(!FileManager.default.fileExists(atPath: other.url.path))
    }

    @Test(arguments: ["uploads/images/more.jpg", "uploads/images/photo1.jpg"])
    func aFileTooManyOrTooFewIsRefused(name: String) throws {
        try remake { staging in
            let file = staging.appending(path: name)
            if FileManager.default.fileExists(atPath: file.path) {
                try FileManager.default.removeItem(at: file)
            } else {
                try Data([1]).write(to: file)
            }
        }

        #expect(throws: BackupError.damaged(path: pod.archive.path, file: name)) {
            try pod.restore.restore(from: pod.archive, into: other)
        }
    }

    @Test func aManifestOfALaterFormatIsRefused() throws {
        try remake { staging in
            let file = staging.appending(path: "manifest.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try text.replacing("\"format\" : 1", with: "\"format\" : 2").write(
                to: file, atomically: false, encoding: .utf8)
        }

        #expect(throws: BackupError.newerFormat(path: pod.archive.path, found: 2)) {
            try pod.restore.restore(from: pod.archive, into: other)
        }
    }

    @Test func aNewerSchemaIsRefused() throws {
        let known = Migration.all.count
        try remakeWithManifest { staging in
            // The schema's version is four bytes of the database's header.
            let file = staging.appending(path: "dandelion.sqlite")
            var bytes = try Data(contentsOf: file)
            bytes[63] = UInt8(known + 1)
            try bytes.write(to: file)
        }

        #expect {
            try pod.restore.restore(from: pod.archive, into: other)
        } throws: { error in
            guard case StoreError.newerSchema(_, let found, _) = error else { return false }
            return found == known + 1
        }
        #expect(!FileManager.default.fileExists(atPath: other.url.path))
    }

    @Test func hostileEntriesAreRefusedBeforeTheyAreUnpacked() throws {
        let place = pod.temporary.url.appending(path: "hostile")
        try FileManager.default.createDirectory(
            at: place.appending(path: "in/uploads"), withIntermediateDirectories: true)
        for name in ["manifest.json", "dandelion.sqlite", "uploads/a", "up"] {
            try Data([1]).write(to: place.appending(path: "in/\(name)"))
        }
        try FileManager.default.createSymbolicLink(
            atPath: place.path + "/in/uploads/link", withDestinationPath: "/etc")
        try FileManager.default.linkItem(
            atPath: place.path + "/in/uploads/a", toPath: place.path + "/in/uploads/hard")
        #expect(mkfifo(place.path + "/in/uploads/pipe", 0o600) == 0)

        let good = ["manifest.json", "dandelion.sqlite"]
        for arguments in [
            good + ["uploads/link"], good + ["uploads/pipe"], good + ["uploads"],
            good + ["uploads/a", "uploads/hard"], good + ["manifest.json"],
            good + ["--transform=s,^up$,../up,", "up"],
            good + ["--transform=s,^up$,/tmp/up,", "--absolute-names", "up"],
            good + ["--transform=s,^up$,uploads/../../up,", "up"],
            good + ["--transform=s,^up$,uploads/.hidden,", "up"],
            good + ["--transform=s,^up$,uploads/a b,", "up"],
            good + ["--transform=s,^up$,uploads/a\\nb,", "up"],
            good + ["--transform=s,^up$,public/index.html,", "up"],
        ] {
            let archive = place.appending(path: "hostile.tar.gz")
            try tar(
                ["--create", "--gzip", "--file=\(archive.path)", "--directory=\(place.path)/in"]
                    + arguments)
            #expect("\(arguments)") {
                try pod.restore.restore(from: archive, into: other)
            } throws: { error in
                guard case BackupError.hostile = error else { return false }
                return true
            }
            #expect(!FileManager.default.fileExists(atPath: other.url.path))
        }
    }

    @Test func moreThanTheLimitsIsRefused() throws {
        try pod.backup.make(to: pod.archive, includesSecret: true)

        for limits in [ArchiveLimits(entryCount: 3), ArchiveLimits(byteCount: 100_000)] {
            let restore = PodRestore(random: SeededRandomBytes(seed: 1), limits: limits)
            #expect {
                try restore.restore(from: pod.archive, into: other)
            } throws: { error in
                guard case BackupError.hostile = error else { return false }
                return true
            }
        }
    }

    @Test func anArchiveLargerThanTheDiskIsRefused() throws {
        try pod.backup.make(to: pod.archive, includesSecret: true)
        let restore = PodRestore(
            random: SeededRandomBytes(seed: 1), freeSpace: FreeSpace { _ in 1_000_000 })

        #expect(throws: StoreError.self) {
            try restore.restore(from: pod.archive, into: other)
        }
        #expect(!FileManager.default.fileExists(atPath: other.url.path))
    }

    @Test func whatAKilledRestoreLeftIsNoObstacle() throws {
        try pod.backup.make(to: pod.archive, includesSecret: true)
        try FileManager.default.createDirectory(
            at: other.url.appending(path: ".restore/uploads"), withIntermediateDirectories: true)

        try pod.restore.restore(from: pod.archive, into: other)

        #expect(try DatabaseCheck(path: other.database.path).findings() == [])
        #expect(!FileManager.default.fileExists(atPath: other.url.path + "/.restore"))
    }

    // MARK: - Archives that are not quite right

    private func remake(_ change: (URL) throws -> Void) throws {
        let staging = try unpacked()
        try change(staging)
        try repack(staging)
    }

    /// Changes files and lets the manifest agree.
    private func remakeWithManifest(_ change: (URL) throws -> Void) throws {
        let staging = try unpacked()
        try change(staging)
        let file = staging.appending(path: "manifest.json")
        let old = try BackupManifest(json: try Data(contentsOf: file))
        let files = try old.files.map { entry in
            let digest = try FileDigest(of: staging.appending(path: entry.path))
            return BackupManifest.File(
                path: entry.path, bytes: digest.bytes, sha256: digest.sha256)
        }
        let new = BackupManifest(
            copy: (old.schemaVersion, old.postCount, old.userCount), createdAt: old.createdAt,
            files: files)
        try new.json().write(to: file)
        try repack(staging)
    }

    private func unpacked() throws -> URL {
        try pod.backup.make(to: pod.archive, includesSecret: true)
        let staging = pod.temporary.url.appending(path: "staging")
        try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
        try ArchiveTool().unpack(pod.archive, into: staging)
        return staging
    }

    private func repack(_ staging: URL) throws {
        let names = try StagingFolderList(staging).names
        try tar(
            ["--create", "--gzip", "--file=\(pod.archive.path)", "--directory=\(staging.path)"]
                + names)
    }

    private func tar(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/tar")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(arguments)")
    }
}
