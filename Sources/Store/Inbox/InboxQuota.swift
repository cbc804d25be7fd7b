internal import GRDB

/// Limits on the entries that wait for another try or are held: of all sources, and of one.
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
    ///
    /// All that counts is read once, however many sources there are.
    func overAll(_ quota: InboxQuota) throws -> [String] {
        guard try isOver(quota) else { return [] }
        var kept = InboxShares(
            try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT id, \(Self.pod), standing, bytes FROM inboxEntry
                        WHERE \(Self.places) ORDER BY id
                        """),
                arguments: arguments
            ).map { row in
                InboxShares.Entry(
                    id: try row.value(0), pod: try row.value(1), standing: try row.value(2),
                    bytes: try row.value(3))
            })
        return try kept.excess(over: quota).flatMap { entry in
            try drop([entry.id], of: entry.standing > 0 ? entry.pod : "")
        }
    }

    private func isOver(_ quota: InboxQuota) throws -> Bool {
        let total = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM inboxEntry WHERE \(Self.places)
                    """), arguments: arguments)
        guard let total else { return false }
        let (count, bytes): (Int, Int) = try (total.value(0), total.value(1))
        return count > quota.entries || bytes > quota.bytes
    }

    /// Deletes entries of one source.
    ///
    /// - Returns: The authority of the source, once for each entry.
    private func drop(_ ids: [Int64], of source: String) throws -> [String] {
        for id in ids {
            try database.run(sql: "DELETE FROM inboxEntry WHERE id = ?", arguments: [id])
        }
        let authority = source.split(separator: "@").last.map(String.init) ?? ""
        return ids.map { _ in authority }
    }
}
