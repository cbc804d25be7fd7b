import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct PodDatabaseTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("dandelion.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func everyCommitIsOnDiskBeforeItCounts() throws {
        let database = try PodDatabase.create(path: path)

        let writer = try database.pool.writeWithoutTransaction { connection in
            try ["synchronous", "journal_mode", "foreign_keys", "busy_timeout"].map {
                try String.fetchOne(connection, sql: "PRAGMA \($0)")
            }
        }

        #expect(writer == ["2", "wal", "1", "10000"])
    }

    @Test func synchronousIsFullAfterReopeningToo() throws {
        try PodDatabase.create(path: path).close()

        let database = try PodDatabase(path: path)

        let synchronous = try database.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        #expect(synchronous == 2)
    }

    @Test func oneConnectionForAllReadsAndWritesNothing() throws {
        try PodDatabase.create(path: path).close()
        let before = try Data(contentsOf: URL(filePath: path))

        let database = try PodDatabase(queueing: path)
        #expect(try database.read { try $0.state("a") } == nil)
        #expect(throws: StoreError.readOnly(path: path)) {
            try database.read {
                try $0.database.execute(sql: "INSERT INTO podState VALUES ('a', 'b')")
            }
        }

        // A log that is there is empty.
        let log = try? Data(contentsOf: URL(filePath: path + "-wal"))
        #expect(log?.isEmpty != false)
        try database.close()
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    }

    @Test func oneConnectionForAllSeesWhatOthersWrite() throws {
        let shared = try PodDatabase.create(path: path)
        let alone = try PodDatabase(queueing: path)

        try shared.write { try $0.setState("a", "b") }

        #expect(try alone.read { try $0.state("a") } == "b")
    }

    @Test func memoryThatWasGivenBackIsTakenAgain() throws {
        let database = try PodDatabase.create(path: path)
        try database.write { try $0.setState("a", "b") }

        database.releaseMemory()

        #expect(try database.read { try $0.state("a") } == "b")
        try database.write { try $0.setState("a", "c") }
        #expect(try database.read { try $0.state("a") } == "c")
    }

    @Test func readersCannotWrite() throws {
        let database = try PodDatabase.create(path: path)

        #expect(throws: StoreError.readOnly(path: path)) {
            try database.read {
                try $0.database.execute(sql: "INSERT INTO podState VALUES ('a', 'b')")
            }
        }
    }

    @Test func writesBeginAsWriters() throws {
        let database = try PodDatabase.create(path: path)
        let trace = Trace()
        database.pool.writeWithoutTransaction { trace.follow($0) }

        try database.write { try $0.setState("a", "b") }

        #expect(trace.statements.first == "BEGIN IMMEDIATE TRANSACTION")
    }

    @Test func statementsArePreparedOnce() throws {
        let database = try PodDatabase.create(path: path)

        let isSame = try database.write { transaction in
            let sql = "SELECT value FROM podState WHERE key = ?"
            let first = try transaction.database.cachedStatement(sql: sql)
            _ = try transaction.reading.state("a")
            return try transaction.database.cachedStatement(sql: sql) === first
        }

        #expect(isSame)
    }

    @Test func anExceptionUndoesTheWholeTransaction() throws {
        let database = try PodDatabase.create(path: path)

        #expect(throws: CancellationError.self) {
            try database.write {
                try $0.setState("a", "b")
                throw CancellationError()
            }
        }

        #expect(try database.read { try $0.state("a") } == nil)
    }

    @Test func aNewDatabaseIsItsOwnersAlone() throws {
        let database = try PodDatabase.create(path: path)
        try database.write { try $0.setState("a", "b") }

        let modes = try ["", "-wal", "-shm"].map {
            try FileManager.default.attributesOfItem(atPath: path + $0)[.posixPermissions] as? Int
        }

        #expect(modes == [0o600, 0o600, 0o600])
    }

    @Test func aStopWhileADatabaseIsMadeLeavesNone() throws {
        // As a kill leaves it: the file is there, not all of the schema.
        _ = try folder.write([], to: "dandelion.sqlite.new")

        let database = try PodDatabase.create(path: path)

        #expect(try database.schemaVersion() == Migration.all.count)
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }

    @Test func nothingIsLeftBesideAClosedDatabase() throws {
        let database = try PodDatabase.create(path: path)
        try database.write { try $0.setState("a", "b") }
        _ = try database.read { try $0.state("a") }

        try database.close()

        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(names == ["dandelion.sqlite"])
    }

    @Test func aDatabaseIsNeverMadeOverAnother() throws {
        try PodDatabase.create(path: path).close()

        #expect(throws: StoreError.self) { try PodDatabase.create(path: path) }
    }
}
