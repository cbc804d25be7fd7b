import Foundation
import GRDB
import Testing

@testable import Store

/// Reasons hold what strangers chose: every one is stored on one line and within bounds.
struct StoredReasonTests {
    private let pod: PopulatedDatabase
    private let reason = "none\nFORGED\u{202E}" + String(repeating: "A", count: 300_000)

    init() throws {
        pod = try PopulatedDatabase()
    }

    @Test func attack67ReasonsOfMessagesAreShortAndOnOneLine() throws {
        try pod.database.write { transaction in
            try transaction.insertInboxEntries(
                (0..<2).map { NewInboxEntry(recipientID: nil, body: [$0], address: "192.0.2.1") },
                at: pod.start)
            let entries = try transaction.leaseInboxEntries(
                limit: 10, at: pod.start, by: transaction.insertWorker(at: pod.start))
            try transaction.postponeInboxEntry(id: entries[0].id, until: pod.start, reason: reason)
            try transaction.holdInboxEntry(id: entries[1].id, reason: reason)
        }
        try expectShort("SELECT reason FROM inboxEntry WHERE reason IS NOT NULL", count: 2)
    }

    @Test func attack67ReasonsOfPodsAndPagesAreShortAndOnOneLine() throws {
        try pod.execute(
            """
            INSERT INTO pageDelivery (page, stage, priority, wanted, rendered, lastEventID)
            VALUES ('home', 0, 0, 1, 0, 0)
            """)
        try pod.database.write { transaction in
            try transaction.insertRemotePod("other.example", at: pod.start)
            try transaction.setFailed(
                "pod.example", status: .netFailed, reason: reason, at: pod.start)
            try transaction.setVersionFailed("other.example", reason: reason)
            try transaction.setFailure(reason, page: "home")
        }
        try expectShort("SELECT failure FROM pageDelivery WHERE failure IS NOT NULL", count: 1)
        try expectShort("SELECT reason FROM remotePod WHERE reason IS NOT NULL", count: 2)
    }

    @Test func attack67ReasonsOfDeliveriesAndDraftsAreShortAndOnOneLine() throws {
        try pod.execute(
            """
            DELETE FROM delivery;
            INSERT INTO delivery (id, channel, destination, guid, kind, version, notBefore, payloadID)
                SELECT value, 'federation', 'a' || value, 'g', 'k', 1, 0,
                    (SELECT id FROM payload LIMIT 1)
                FROM (SELECT 1 AS value UNION SELECT 2 UNION SELECT 3);
            INSERT OR REPLACE INTO schedule (draftID, publishAt, isPublic)
                SELECT id, 0, 1 FROM draft LIMIT 1
            """)
        let (payload, draft) = try pod.database.read { database in
            (
                try #require(
                    try Int64.fetchOne(database.database, sql: "SELECT id FROM payload LIMIT 1")),
                try #require(
                    try Int64.fetchOne(database.database, sql: "SELECT draftID FROM schedule"))
            )
        }
        try pod.database.write { transaction in
            try transaction.postponeSigning(payloadID: payload, until: pod.start, reason: reason)
        }
        try expectShort("SELECT reason FROM delivery", count: 3)
        try pod.execute("UPDATE delivery SET reason = NULL")
        try pod.database.write { transaction in
            try transaction.postponeDelivery(
                id: 1, until: pod.start, reason: reason, counts: true)
            try transaction.abandon(id: 2, reason: reason, at: pod.start)
            try transaction.setScheduleFailure(reason, draftID: draft)
        }
        try expectShort("SELECT reason FROM delivery WHERE reason IS NOT NULL", count: 2)
        try expectShort("SELECT failure FROM schedule", count: 1)
    }

    private func expectShort(_ sql: String, count: Int) throws {
        let reasons = try pod.database.read { try String.fetchAll($0.database, sql: sql) }
        #expect(reasons.count == count)
        for reason in reasons {
            #expect(reason.hasPrefix("none\\nFORGED\\u{202e}AAA"))
            #expect(reason.utf8.count <= 1000)
        }
    }
}
