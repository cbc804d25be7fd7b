import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct MigratorTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func migrationsCountFromOneWithoutGaps() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    /// Tables whose rows a step moves to others: the step and the table.
    private static let moved: [Int: Set<String>] = [
        Migration.participations.number: ["participation"]
    ]

    @Test func everyStepGoesDownAndUpAgainOnAPopulatedDatabase() throws {
        let migrator = Migrator(database: pod.database)

        for number in (1...Migration.all.count).reversed() {
            let schema = try dump().schema
            let before = try columns()
            #expect(try migrator.rollback()?.number == number)
            var kept: [String: [String]] = [:]
            for (table, names) in try columns() {
                guard Self.moved[number]?.contains(table) != true else { continue }
                kept[table] = before[table].map { names.filter($0.contains) }
            }
            let lower = try dump()
            let keptRows = try dump(kept).rows.filter { kept.keys.contains($0.key) }
            #expect(lower.schema != schema)

            try run(upTo: number)

            #expect(try dump().schema == schema)
            #expect(try dump(kept).rows.filter { kept.keys.contains($0.key) } == keptRows)
            #expect(try migrator.rollback()?.number == number)
            #expect(try dump() == lower)
        }
        // SQLite keeps the table of its counters for good.
        let left = try dump().schema
        #expect(left == ["table sqlite_sequence CREATE TABLE sqlite_sequence(name,seq)"])
        #expect(try migrator.rollback() == nil)
    }

    @Test func rowsThatStayAreTheSameAfterAStepDown() throws {
        let migrator = Migrator(database: pod.database)
        let before = try dump().rows

        while try pod.database.schemaVersion() > 2 { _ = try migrator.rollback() }

        let after = try dump().rows
        #expect(after["person"]?.count == before["person"]?.count)
        #expect(after["user"] == before["user"])
        #expect(after["contact"] == before["contact"] && after["aspect"] == before["aspect"])
        #expect(after["profile"]?.count == before["profile"]?.count)
        #expect(after["post"] == nil)
    }

    @Test func listsAreFilledWhenTheyComeBack() throws {
        let migrator = Migrator(database: pod.database)
        let before = try entries()
        while try pod.database.schemaVersion() > 6 { _ = try migrator.rollback() }

        try migrator.migrate()

        #expect(try entries() == before)
        // Texts are rendered and pages written by the next build.
        #expect(try pod.database.read { try $0.state("site.renderer") } == nil)
        #expect(try pod.database.read { try $0.state("site.fingerprint") } == nil)
        #expect(try pod.database.read { try $0.state("site.timeZone") } == nil)
        let findings = try DatabaseCheck(database: pod.database).findings()
        #expect(findings.allSatisfy { $0.kind == .noRendering })
    }

    @Test func aMigrationThatFailsHalfWayLeavesTheVersionBefore() throws {
        let next = Migration.all.count + 1
        let broken = Migration(
            next, "broken", up: "CREATE TABLE half (a); DELETE FROM statistic; SELECT nothing",
            down: "")
        let before = try dump()

        let migrator = Migrator(database: pod.database, migrations: Migration.all + [broken])
        #expect(throws: StoreError.self) { try migrator.migrate() }

        #expect(try dump() == before)
        #expect(try pod.database.schemaVersion() == next - 1)
    }

    @Test func aMigrationThatLosesParentsIsUndone() throws {
        let next = Migration.all.count + 1
        let broken = Migration(next, "orphans", up: "DELETE FROM person", down: "")
        let before = try dump()

        let migrator = Migrator(database: pod.database, migrations: Migration.all + [broken])
        #expect(throws: StoreError.self) { try migrator.migrate() }

        #expect(try dump() == before)
    }

    @Test func aStopInBetweenIsResumed() throws {
        let next = Migration.all.count + 1
        let good = Migration(next, "good", up: "CREATE TABLE good (a)", down: "DROP TABLE good")
        let broken = Migration(next + 1, "second", up: "CREATE TABLE x (", down: "")
        let mended = Migration(next + 1, "second", up: "CREATE TABLE x (a)", down: "DROP TABLE x")
        let first = Migrator(database: pod.database, migrations: Migration.all + [good, broken])
        #expect(throws: StoreError.self) { try first.migrate() }
        #expect(try pod.database.schemaVersion() == next)

        let second = Migrator(database: pod.database, migrations: Migration.all + [good, mended])

        #expect(try second.migrate() == [mended])
        #expect(try pod.database.schemaVersion() == next + 1)
    }

    @Test func progressIsSaidBeforeEachStep() throws {
        let migrator = Migrator(database: pod.database)
        for _ in 0..<3 { _ = try migrator.rollback() }
        var said: [String] = []

        try migrator.migrate { said.append("\($1 + 1)/\($2) \($0.name)") }

        let last = Migration.all.suffix(3).map(\.name)
        #expect(said == zip(1..., last).map { "\($0)/3 \($1)" })
        #expect(try migrator.migrate().isEmpty)
    }

    @Test func tooLittleDiskIsRefusedBeforehand() throws {
        let tight = Migrator(database: pod.database, freeSpace: FreeSpace { _ in 1_000_000 })
        let before = try dump()

        #expect { try tight.rollback() } throws: { error in
            guard case StoreError.notEnoughSpace(_, _, let available) = error else { return false }
            return available == 1_000_000
        }
        #expect(try dump() == before)
    }

    @Test func aRollbackKeepsACopyOfWhatItTakesBack() throws {
        let copy = pod.folder.url.appending(path: "before.sqlite")
        let before = try dump()

        let migrator = Migrator(database: pod.database)
        let migration = try migrator.rollback(backingUpTo: copy) { _, _ in }

        #expect(migration == Migration.all.last)
        let kept = try PodDatabase(path: copy.path)
        #expect(try kept.pool.read { try DatabaseDump($0) } == before)
        let mode = try FileManager.default.attributesOfItem(atPath: copy.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func aRollbackWithoutItsCopyIsNotDone() throws {
        let taken = try pod.folder.write([1], to: "before.sqlite")
        let before = try dump()

        let migrator = Migrator(database: pod.database)
        #expect(throws: StoreError.self) {
            try migrator.rollback(backingUpTo: taken) { _, _ in }
        }

        #expect(try dump() == before)
        #expect(try Data(contentsOf: taken) == Data([1]))
    }

    private func run(upTo number: Int) throws {
        let migrations = Array(Migration.all.prefix(number))
        try Migrator(database: pod.database, migrations: migrations).migrate()
    }

    private func dump(_ columns: [String: [String]] = [:]) throws -> DatabaseDump {
        try pod.database.pool.read { try DatabaseDump($0, columns: columns) }
    }

    private func columns() throws -> [String: [String]] {
        try pod.database.pool.read { try DatabaseDump.columns($0) }
    }

    private func entries() throws -> [String] {
        try pod.database.pool.read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT kind || '/' || key || '/' || rank || '/' || postID
                    FROM listing JOIN list ON list.id = listing.listID ORDER BY 1
                    """)
        }
    }
}
