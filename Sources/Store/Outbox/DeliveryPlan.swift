internal import GRDB

/// A payload that a channel has not turned into deliveries yet.
public struct UnplannedPayload: Sendable, Equatable {
    public let id: Int64
    public let kind: String
    public let isPublic: Bool
    public let audience: MessageAudience
    /// Whether its deliveries wait for the podmin, as the pod was restored from a backup since.
    public let isHeld: Bool

    init(_ row: Row, heldThrough: Int64) throws {
        id = try row.value("id")
        kind = try row.value("kind")
        isPublic = try row.value("isPublic")
        audience = try MessageAudience(json: row.value("audience"))
        isHeld = id <= heldThrough
    }

    static let columns = "id, kind, isPublic, audience"
}

extension ReadTransaction {
    /// Returns whether payloads of a channel are kept until the channel has planned them.
    public func isRegistered(_ channel: ChannelName) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM channel WHERE name = ?)"),
            arguments: [channel.rawValue]) ?? false
    }

    public func hasUnplannedPayloads(for channel: ChannelName) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM payload WHERE audience IS NOT NULL
                        AND id > (SELECT plannedThrough FROM channel WHERE name = ?))
                    """),
            arguments: [channel.rawValue]) ?? false
    }
}

extension WriteTransaction {
    /// The state that holds the last message whose deliveries must be held when they are made.
    public static let heldThroughKey = "payload.heldThrough"

    /// Keeps each payload from now on until the channel has planned it too.
    public func register(_ channel: ChannelName) throws {
        try database.run(
            sql: """
                INSERT OR IGNORE INTO channel (name, plannedThrough)
                SELECT ?, COALESCE(
                    (SELECT seq FROM sqlite_sequence WHERE name = 'payload'), 0)
                """,
            arguments: [channel.rawValue])
    }

    /// Rows that are written in one transaction, before it ends after the payload that it is at: an answer may go to
    /// thousands of pods.
    private static let plannedRows = 2_000

    /// Passes a channel the payloads that it has not planned yet, oldest first and each once.
    ///
    /// A payload goes when all channels have planned it and nobody is to get it: then nobody need sign it.
    ///
    /// - Parameter plan: Inserts the deliveries of one, if the channel has any.
    /// - Returns: How many were planned.
    @discardableResult
    public func planPayloads(
        for channel: ChannelName, limit: Int, by plan: (UnplannedPayload) throws -> Void
    ) throws -> Int {
        let heldThrough = Int64(try reading.state(Self.heldThroughKey) ?? "") ?? 0
        let waiting = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(UnplannedPayload.columns) FROM payload WHERE audience IS NOT NULL
                        AND id > (SELECT plannedThrough FROM channel WHERE name = ?)
                    ORDER BY id LIMIT ?
                    """),
            arguments: [channel.rawValue, limit]
        ).map { try UnplannedPayload($0, heldThrough: heldThrough) }
        let before = database.totalChangesCount
        var planned = 0
        var last: UnplannedPayload?
        for payload in waiting where database.totalChangesCount - before < Self.plannedRows {
            try plan(payload)
            planned += 1
            last = payload
        }
        guard let last else { return 0 }
        let profile = try profile(behind: last, heldThrough: heldThrough)
        if let profile { try plan(profile) }
        try database.run(
            sql: "UPDATE channel SET plannedThrough = ? WHERE name = ?",
            arguments: [(profile ?? last).id, channel.rawValue])
        try settleAudiences()
        return planned
    }

    /// Returns the profile that directly follows a contact, so that the two are planned together.
    private func profile(
        behind last: UnplannedPayload, heldThrough: Int64
    ) throws -> UnplannedPayload? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(UnplannedPayload.columns) FROM payload
                    WHERE audience IS NOT NULL AND id = ? AND kind = 'profile'
                    """),
            arguments: [last.id + 1]
        ).map { try UnplannedPayload($0, heldThrough: heldThrough) }
    }

    /// Forgets the audiences that every channel has planned, and payloads that none delivers.
    private func settleAudiences() throws {
        let planned = """
            audience IS NOT NULL AND id <= (SELECT MIN(plannedThrough) FROM channel)
            """
        try database.run(
            sql: """
                DELETE FROM payload WHERE \(planned)
                    AND NOT EXISTS (SELECT 1 FROM delivery WHERE payloadID = payload.id)
                """)
        try database.run(sql: "UPDATE payload SET audience = NULL WHERE \(planned)")
    }
}
