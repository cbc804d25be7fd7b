import Diaspora
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A value of another type than its column ends a read with an error, never the process.
struct DamagedRowTests {
    private let pod: PopulatedDatabase

    init() throws {
        pod = try PopulatedDatabase(publicPostCount: 2)
        try loosenSchema()
        try pod.database.write { transaction in
            try transaction.insertInboxEntries(
                [NewInboxEntry(recipientID: nil, body: [1], address: "192.0.2.1")], at: pod.start)
            try transaction.insertRemotePod("pod.example", at: pod.start)
            try transaction.wantPage("home", stage: 0, priority: 0)
            try transaction.insertEvent(kind: "x", guid: "g", before: "{}", createdAt: pod.start)
        }
    }

    @Test func noValueOfAnotherTypeEndsTheProcess() throws {
        var refused = 0
        var tried = 0
        try pod.database.pool.writeWithoutTransaction { database in
            for (table, column) in try columns(database) {
                for value in [nil, "x", Data([0xFF]), Int64.max]
                    as [(any DatabaseValueConvertible)?]
                {
                    try database.inTransaction(.immediate) {
                        // Keys and generated columns hold out against some.
                        try? database.execute(
                            sql: "UPDATE OR IGNORE \(table) SET \(column) = ?", arguments: [value])
                        for read in reads {
                            tried += 1
                            do { _ = try read(database) } catch { refused += 1 }
                        }
                        return .rollback
                    }
                }
            }
        }
        #expect(tried > 10_000)
        #expect(refused > 100)
    }

    @Test func theErrorSaysThatTheDatabaseIsDamaged() throws {
        try pod.damage("UPDATE person SET createdAt = NULL")

        #expect(throws: StoreError.self) {
            _ = try pod.database.read { try $0.person(id: pod.aliceID) }
        }
        do {
            _ = try pod.database.read { try $0.person(id: pod.aliceID) }
        } catch {
            #expect("\(error)".contains("is damaged (a row holds a value of another type"))
        }
    }

    @Test(arguments: [Int64.max, .min, 253_402_300_800, -62_135_596_801])
    func timesBeyondAllCalendarsAreTheLastOrTheFirst(seconds: Int64) {
        let date = Date(seconds: seconds)

        #expect(date.seconds == (seconds > 0 ? 253_402_300_799 : -62_135_596_800))
        #expect(Date(timeIntervalSince1970: 1e300).seconds == .max)
        #expect(Date(timeIntervalSince1970: -1e300).seconds == .min)
    }

    @Test func rowsAreReadByWhatThrowsAlone() throws {
        let store = Repository.root.appending(path: "Sources/Store")
        let files =
            FileManager.default.enumerator(at: store, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
        #expect(files.count > 50)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            // GRDB's subscripts end the process.
            #expect(!text.contains("row["), "\(file.lastPathComponent)")
            #expect(text.firstMatch(of: #/\$0\[["0-9]/#) == nil, "\(file.lastPathComponent)")
        }
    }

    // MARK: - Damage

    /// Takes types and rules out of the schema, as no damage of a file keeps to them.
    private func loosenSchema() throws {
        try pod.database.pool.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA foreign_keys = OFF;
                    PRAGMA ignore_check_constraints = ON;
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_schema SET sql = replace(replace(replace(replace(replace(sql,
                            'STRICT, WITHOUT ROWID', 'WITHOUT ROWID'), ') STRICT', ')'),
                            'TEXT NOT NULL', 'TEXT'), 'INTEGER NOT NULL', 'INTEGER'),
                            'BLOB NOT NULL', 'BLOB')
                        WHERE type = 'table';
                    PRAGMA writable_schema = RESET;
                    """)
            for trigger in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
        }
    }

    private func columns(_ database: Database) throws -> [(table: String, column: String)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT tables.name AS tableName, columns.name AS columnName
                FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND tables.name NOT LIKE '%Search%'
                    AND tables.name NOT LIKE 'sqlite%'
                """
        ).map { ($0["tableName"], $0["columnName"]) }
    }

    // MARK: - Reads

    private typealias Read = (Database) throws -> Any?

    private var reads: [Read] {
        let site = EveryPublicRead(pod: pod)
        return [
            { try site.onPublishing(PublicTransaction(database: $0)) },
            { try site.onFullBuilds(PublicTransaction(database: $0)) },
            { try ReadTransaction(database: $0).person(id: pod.aliceID) },
            { try ReadTransaction(database: $0).profile(personID: pod.aliceID) },
            { try ReadTransaction(database: $0).users() },
            { try ReadTransaction(database: $0).aspects(userID: pod.aliceUserID) },
            { try ReadTransaction(database: $0).contactList(userID: pod.aliceUserID) },
            { try ReadTransaction(database: $0).posts(authorID: nil, limit: 10) },
            { try ReadTransaction(database: $0).photos(postID: 1) },
            { try ReadTransaction(database: $0).versions(photoID: 1) },
            { try ReadTransaction(database: $0).comments(postID: 1, limit: 10) },
            { try ReadTransaction(database: $0).poll(postID: 1) },
            { try ReadTransaction(database: $0).location(postID: 1) },
            { try ReadTransaction(database: $0).drafts(userID: nil) },
            { try ReadTransaction(database: $0).dueSchedules(at: .distantFuture) },
            { try ReadTransaction(database: $0).conversations(personID: pod.aliceID, limit: 10) },
            { try ReadTransaction(database: $0).messages(conversationID: 1) },
            { try ReadTransaction(database: $0).remotePods() },
            { try ReadTransaction(database: $0).droppedMessages() },
            { try ReadTransaction(database: $0).importedPosts(userID: pod.aliceUserID) },
            { try ReadTransaction(database: $0).unfinishedDeliveries(isHeld: false, limit: 10) },
            { try ReadTransaction(database: $0).openDeliveryCounts(.federation) },
            { try ReadTransaction(database: $0).waitingHosts(.federation, at: .distantFuture) },
            { try ReadTransaction(database: $0).unsignedPayloads(limit: 9, at: .distantFuture) },
            { try ReadTransaction(database: $0).unsignedPosts(limit: 9, at: .distantFuture) },
            { try ReadTransaction(database: $0).unplannedEvents(limit: 10) },
            { try ReadTransaction(database: $0).pageDeliveries(limit: 10) },
            { try ReadTransaction(database: $0).pageTrials() },
            { try ReadTransaction(database: $0).twinlessFiles(after: 0, through: 9, limit: 9) },
            { try ReadTransaction(database: $0).places(authorID: pod.aliceID) },
            { try ReadTransaction(database: $0).places(mentioning: pod.aliceID) },
            { try ReadTransaction(database: $0).commentPlaces(authorID: pod.aliceID) },
            { try ReadTransaction(database: $0).waitingInboxEntries(limit: 10) },
            { try ReadTransaction(database: $0).inboxLoads() },
            { try ReadTransaction(database: $0).unsealedKeys() },
        ]
    }
}
