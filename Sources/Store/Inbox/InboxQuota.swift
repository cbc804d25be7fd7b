internal import GRDB

/// How many entries may wait for another try, or be held, and how many of one source.
public struct InboxQuota: Sendable, Equatable {
    public var entries: Int
    public var bytes: Int
    public var entriesOfOne: Int
    public var bytesOfOne: Int

    public init(entries: Int, bytes: Int, entriesOfOne: Int, bytesOfOne: Int) {
        self.entries = entries
        self.bytes = bytes
        self.entriesOfOne = entriesOfOne
        self.bytesOfOne = bytesOfOne
    }
}

extension WriteTransaction {
    /// Drops what is over a quota, the newest of the largest source first, so that nobody loses a place to another's
    /// flood. Attack 64.
    ///
    /// People whom somebody here added share one quota, everybody else another. Of the latter, a whole pod
    /// counts as one source once all places are taken, as whoever runs it makes as many people as they like.
    ///
    /// - Returns: Where the dropped ones came from: the authorities of verified senders, an empty text for
    ///   all others.
    public func dropInboxEntries(
        _ state: InboxEntry.State, over quota: InboxQuota
    ) throws -> [String: Int] {
        var dropped: [String: Int] = [:]
        for standings in [0...1, 2...2] {
            let kept = KeptEntries(state: state, standings: standings, database: database)
            for victim in try kept.overOneQuota(quota) + kept.overAll(quota) {
                dropped[victim, default: 0] += 1
            }
        }
        return dropped
    }
}

/// The entries of one state and standing, looked at through an index that has all that counts.
private struct KeptEntries {
    let state: InboxEntry.State
    let standings: ClosedRange<Int>
    let database: Database

    private static let places = "state = ? AND standing BETWEEN ? AND ? AND source IS NOT NULL"
    private static let pod = "substr(source, instr(source, '@') + 1)"

    private var arguments: StatementArguments {
        [state.rawValue, standings.lowerBound, standings.upperBound]
    }

    /// Drops the newest of each source that has more than its part.
    func overOneQuota(_ quota: InboxQuota) throws -> [String] {
        let sources = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT standing, source FROM inboxEntry WHERE \(Self.places)
                    GROUP BY standing, source HAVING COUNT(*) > ? OR SUM(bytes) > ?
                    """),
            arguments: arguments + [quota.entriesOfOne, quota.bytesOfOne])
        return try sources.flatMap { row in
            let (standing, source): (Int, String) = try (row.value(0), row.value(1))
            let excess = try excess(of: source, standing: standing, over: quota)
            return try drop(excess, of: standing > 0 ? source : "")
        }
    }

    private func excess(
        of source: String, standing: Int, over quota: InboxQuota
    ) throws -> [Int64] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, bytes FROM inboxEntry
                    WHERE state = ? AND standing = ? AND source = ? ORDER BY id
                    """),
            arguments: [state.rawValue, standing, source])
        var (count, bytes) = (0, 0)
        return try rows.compactMap { row in
            count += 1
            bytes += try row.value(1) as Int
            return try count > quota.entriesOfOne || bytes > quota.bytesOfOne
                ? row.value(0) as Int64 : nil
        }
    }

    /// Drops of the largest pod, or address, until all together are within the quota.
    func overAll(_ quota: InboxQuota) throws -> [String] {
        var dropped: [String] = []
        while var excess = try excess(over: quota), let largest = try largest(quota) {
            // Half of it at most, so that the next one is the largest again.
            let newest = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT id, standing, bytes FROM inboxEntry
                        WHERE \(Self.places) AND \(Self.pod) = ? ORDER BY id DESC LIMIT ?
                        """),
                arguments: arguments + [largest.pod, (largest.count + 1) / 2])
            for row in newest where excess.entries > 0 || excess.bytes > 0 {
                let standing: Int = try row.value(1)
                dropped += try drop([row.value(0)], of: standing > 0 ? largest.pod : "")
                excess.entries -= 1
                excess.bytes -= try row.value(2) as Int
            }
        }
        return dropped
    }

    /// - Returns: How many entries and bytes are too many; nil if nothing is.
    private func excess(over quota: InboxQuota) throws -> (entries: Int, bytes: Int)? {
        let total = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM inboxEntry WHERE \(Self.places)
                    """), arguments: arguments)
        guard let total else { return nil }
        let (count, bytes): (Int, Int) = try (total.value(0), total.value(1))
        let excess = (entries: count - quota.entries, bytes: bytes - quota.bytes)
        return excess.entries > 0 || excess.bytes > 0 ? excess : nil
    }

    private func largest(_ quota: InboxQuota) throws -> (pod: String, count: Int)? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(Self.pod) AS pod, COUNT(*) FROM inboxEntry WHERE \(Self.places)
                    GROUP BY pod
                    ORDER BY MAX(COUNT(*) * 1.0 / ?, SUM(bytes) * 1.0 / ?) DESC, MAX(id) DESC
                    LIMIT 1
                    """),
            arguments: arguments + [quota.entries, quota.bytes]
        ).map { try ($0.value(0), $0.value(1)) }
    }

    /// - Returns: The authority of a source, once for each entry.
    private func drop(_ ids: [Int64], of source: String) throws -> [String] {
        for id in ids {
            try database.run(sql: "DELETE FROM inboxEntry WHERE id = ?", arguments: [id])
        }
        let authority = source.split(separator: "@").last.map(String.init) ?? ""
        return ids.map { _ in authority }
    }
}
