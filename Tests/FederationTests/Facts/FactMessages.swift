import Foundation
import GRDB
import Store

@testable import PodFixtures

/// The messages that a fact left for other pods, in the order they were written.
struct FactMessages {
    private static let columns = """
        payload.id, payload.kind, payload.guid, payload.version, payload.isPublic,
        payload.orderKey, payload.eventID IS NOT NULL AS isAfterPages, CAST(body AS TEXT) AS xml,
        person.diasporaID AS sender
        """

    let names: RowNames

    /// Turns audiences into deliveries, and lists both.
    ///
    /// - Parameter last: The newest delivery that there was before the fact.
    func lines(of pod: FederatedPod, after last: Int64) throws -> [String] {
        let now = pod.clock.now
        try pod.database.write { transaction in
            while try transaction.planPayloads(limit: 1_000, at: now, deadSince: .distantPast) > 0 {
            }
        }
        return try DatabaseQueue(path: pod.folder.database.path).read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(Self.columns) FROM payload LEFT JOIN person ON person.id = senderID
                    WHERE EXISTS (SELECT 1 FROM delivery
                        WHERE payloadID = payload.id AND delivery.id > ?)
                    ORDER BY payload.id
                    """, arguments: [last]
            ).flatMap { row in
                [head(of: row)] + (try destinations(of: row, in: database)) + xml(of: row)
            }
        }
    }

    private func head(of row: Row) -> String {
        let isPublic: Bool = row["isPublic"]
        let isAfterPages: Bool = row["isAfterPages"]
        let version: Int = row["version"]
        let (kind, guid, order): (String, String, String) = (
            row["kind"], row["guid"], row["orderKey"]
        )
        let sender: String? = row["sender"]
        var parts = ["\(kind) \(guid) by \(sender ?? "nobody")", isPublic ? "public" : "limited"]
        if version != 1 { parts.append("version \(version)") }
        parts.append("in the order of \(order)")
        if isAfterPages { parts.append("once its pages are written") }
        return names.replacingGUIDs(in: parts.joined(separator: ", "))
    }

    private func destinations(of row: Row, in database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT '  to ' || destination || iif(state = 'open', '', ', ' || state)
                FROM delivery WHERE payloadID = ?
                """, arguments: [row["id"] as Int64]
        ).map(names.replacingGUIDs).sorted()
    }

    /// Writes an element a line, without signatures; a message that is made when it is signed has none yet.
    private func xml(of row: Row) -> [String] {
        let xml: String? = row["xml"]
        return names.replacingGUIDs(in: xml ?? "")
            .replacing(
                /<author_signature>[^<]*</, with: "<author_signature>…<"
            )
            .replacing("><", with: ">\n<").split(separator: "\n").map { "    \($0)" }
    }
}
