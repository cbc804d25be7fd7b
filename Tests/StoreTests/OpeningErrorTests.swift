import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct OpeningErrorTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("dandelion.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func aMissingFileIsNotMade() {
        #expect(throws: StoreError.notFound(path: path)) { try PodDatabase(path: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aLinkThatLeadsNowhereMakesNothing() throws {
        let target = folder.path("elsewhere.sqlite")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)

        #expect(throws: StoreError.notFound(path: path)) { try PodDatabase(path: path) }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func aFileHasNoDatabaseInIt() throws {
        _ = try folder.write([1], to: "file")
        let path = folder.path("file/dandelion.sqlite")

        #expect(throws: StoreError.notFound(path: path)) { try PodDatabase(path: path) }
    }

    @Test func aLinkToItselfCannotBeOpened() throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)

        #expect(
            throws: StoreError.failed(path: path, reason: "the file cannot be opened")
        ) { try PodDatabase(path: path) }
    }

    @Test func anEmptyFileIsDamaged() throws {
        _ = try folder.write([], to: "dandelion.sqlite")

        #expect(throws: StoreError.corrupt(path: path, reason: "it is empty")) {
            try PodDatabase(path: path)
        }
    }

    @Test func aTextIsNoDatabase() throws {
        _ = try folder.write(
            String(repeating: "A text of some length. ", count: 400).utf8, to: "dandelion.sqlite")

        #expect(throws: StoreError.corrupt(path: path, reason: "file is not a database")) {
            try PodDatabase(path: path)
        }
    }

    @Test func aDamagedPageIsSaidSo() throws {
        try PodDatabase.create(path: path).close()
        var bytes = try Data(contentsOf: folder.url.appending(path: "dandelion.sqlite"))
        bytes.replaceSubrange(100..<8_192, with: Data(repeating: 0xAA, count: 8_092))
        _ = try folder.write(bytes, to: "dandelion.sqlite")

        #expect { try PodDatabase(path: path).read { try $0.users() } } throws: { error in
            guard case StoreError.corrupt = error else { return false }
            return true
        }
    }

    @Test func aNewerSchemaIsRefused() throws {
        let database = try PodDatabase.create(path: path)
        let known = Migration.all.count
        try database.pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA user_version = \(known + 1)")
        }
        try database.close()

        let refusal = StoreError.newerSchema(path: path, found: known + 1, known: known)
        #expect(throws: refusal) { try PodDatabase(path: path) }
        #expect(throws: refusal) { try Migrator(path: path) }
        #expect("\(refusal)".contains("newer Dandelion"))
    }

    @Test func anOlderSchemaIsRefused() throws {
        let database = try PodDatabase.create(path: path)
        let known = Migration.all.count
        _ = try Migrator(database: database).rollback()
        try database.close()

        let refusal = StoreError.olderSchema(path: path, found: known - 1, known: known)
        #expect(throws: refusal) { try PodDatabase(path: path) }
    }

    @Test func aFolderInPlaceOfTheFileIsSaidPlainly() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)

        #expect(throws: StoreError.self) { try PodDatabase(path: path) }
    }

    @Test func aFolderThatIsMissingIsSaidPlainly() {
        let path = folder.path("nowhere/dandelion.sqlite")

        #expect(throws: StoreError.self) { try PodDatabase.create(path: path) }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
    func aFolderThatCannotBeWrittenIsSaidPlainly() throws {
        try PodDatabase.create(path: path).close()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o400], ofItemAtPath: path)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o500], ofItemAtPath: folder.url.path)
        defer {
            try? FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: folder.url.path)
        }

        #expect { try PodDatabase(path: path).write { try $0.setState("a", "b") } } throws: {
            "\($0)".contains("permissions")
        }
    }

    @Test(arguments: [
        (ResultCode.SQLITE_FULL, StoreError.diskFull(path: "p")),
        (.SQLITE_READONLY, .readOnly(path: "p")),
        (.SQLITE_BUSY, .busy(path: "p")),
        (.SQLITE_CORRUPT, .corrupt(path: "p", reason: "m")),
        (.SQLITE_CONSTRAINT, .constraint("m")),
        (.SQLITE_IOERR, .failed(path: "p", reason: "m")),
    ])
    func whatSQLiteSaysIsTranslated(code: ResultCode, error: StoreError) {
        #expect(StoreError(DatabaseError(resultCode: code, message: "m"), path: "p") == error)
    }

    @Test func whatAFullDiskDoesToFilesIsCalledThat() {
        let none = FreeSpace { _ in 0 }
        let errors: [ResultCode] = [.SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_IOERR_SHMSIZE]
        for code in errors {
            let error = DatabaseError(resultCode: code, message: "m")
            #expect(
                StoreError(error, path: "p", freeSpace: none) == .diskFull(path: "p"), "\(code)")
        }
        let mapped = DatabaseError(resultCode: .SQLITE_IOERR_SHMSIZE, message: "m")
        #expect(StoreError(mapped, path: "p") == .diskFull(path: "p"))
    }

    /// As after a process died: the last commits are in the log alone.
    @Test func aConnectionThatIsAloneReadsTheLogAndNeedsNoIndexOfIt() throws {
        let other = folder.path("dead.sqlite")
        let database = try PodDatabase.create(path: path)
        try database.write { try $0.setState("a", "in the log") }
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: other + suffix)
        }

        let alone = try PodDatabase(queueing: other, isAlone: true)

        #expect(try alone.read { try $0.state("a") } == "in the log")
        #expect(try DatabaseCheck(database: alone).findings() == [])
        #expect(!FileManager.default.fileExists(atPath: other + "-shm"))
    }

    @Test func aDatabaseThatIsReadIsOneOfWhateverSchemaIsKnown() throws {
        try PodDatabase.create(path: path).close()

        #expect(try !PodDatabase(reading: path).isAlone)
        #expect(throws: StoreError.notFound(path: path + "x")) {
            try PodDatabase(reading: path + "x")
        }
    }
}
