public import Diaspora
public import Foundation
internal import GRDB

/// A post that is not published yet: its GUID names the draft alone, the post gets its own.
public struct Draft: Sendable, Equatable {
    public let id: Int64
    public let guid: GUID
    /// The 16 random bytes of which the GUID of its post is made, the same whenever it is
    /// published.
    public let guidBytes: [UInt8]
    public let userID: Int64
    public var text: String
    public var slug: String?
    public var pollQuestion: String?
    public var pollAnswers: [String]
    public var location: Location?
    /// Whether nobody is told of the post when its time has come: it comes from an import.
    public let isSilent: Bool
    public let updatedAt: Date
    /// The time at which the draft will be published, if one is set.
    public let publishAt: Date?
    /// The reason why the last attempt to publish the draft failed.
    public let failure: String?
    /// Whether it waits for the podmin, whenever it is due: the pod was restored from a backup.
    public let isHeld: Bool

    init(_ row: Row) throws {
        let guid: String = try row.value("guid")
        guard let guid = GUID(guid) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "draft \(guid)")
        }
        id = try row.value("id")
        self.guid = guid
        guidBytes = Array(try row.value("guidBytes") as Data)
        userID = try row.value("userID")
        text = try row.value("text")
        slug = try row.value("slug")
        pollQuestion = try row.value("pollQuestion")
        let answers: String? = try row.value("pollAnswers")
        pollAnswers = try answers.map(Self.answers) ?? []
        location = try (row.value("address") as String?).map { address in
            try Location(
                address: address, latitude: row.value("latitude"),
                longitude: row.value("longitude"))
        }
        isSilent = try row.value("isSilent")
        updatedAt = Date(seconds: try row.value("updatedAt"))
        publishAt = (try row.value("publishAt") as Int64?).map(Date.init(seconds:))
        failure = try row.value("failure")
        isHeld = (try row.value("isHeld") as Bool?) ?? false
    }

    private static func answers(_ json: String) throws -> [String] {
        do {
            return try JSONDecoder().decode([String].self, from: Data(json.utf8))
        } catch {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "answers of a draft's poll")
        }
    }

    static func json(_ answers: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(answers), as: UTF8.self)
    }

    static let selection = """
        SELECT draft.*, schedule.publishAt, schedule.failure, schedule.isHeld
        FROM draft LEFT JOIN schedule ON schedule.draftID = draft.id
        """
}

extension ReadTransaction {
    public func draft(_ guid: GUID) throws -> Draft? {
        try Row.fetchOne(
            database.cachedStatement(sql: "\(Draft.selection) WHERE draft.guid = ?"),
            arguments: [guid.string]
        ).map(Draft.init)
    }

    /// Lists the texts of drafts that may mention somebody.
    public func draftTextsWithMentions() throws -> [String] {
        try String.fetchAll(database, sql: "SELECT text FROM draft WHERE instr(text, '@{') > 0")
    }

    /// Lists drafts, newest first; those of all users if `userID` is nil.
    public func drafts(userID: Int64?) throws -> [Draft] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    \(Draft.selection) WHERE ?1 IS NULL OR draft.userID = ?1
                    ORDER BY draft.updatedAt DESC, draft.id DESC
                    """),
            arguments: [userID]
        ).map(Draft.init)
    }
}

extension WriteTransaction {
    /// Inserts a draft.
    ///
    /// - Parameter guidBytes: 16 random bytes, from which the GUID of its post is made.
    public func insertDraft(
        guid: GUID, guidBytes: [UInt8], userID: Int64, text: String, slug: String?,
        poll: (String, [String])?, location: Location?, at date: Date
    ) throws -> Int64 {
        try database.run(
            sql: """
                INSERT INTO draft
                    (guid, guidBytes, userID, text, slug, pollQuestion, pollAnswers, address,
                     latitude, longitude, createdAt, updatedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                guid.string, Data(guidBytes), userID, text, slug, poll?.0,
                try poll.map { try Draft.json($0.1) }, location?.address, location?.latitude,
                location?.longitude, date.seconds, date.seconds,
            ])
        return database.lastInsertedRowID
    }

    public func updateDraft(id: Int64, text: String, at date: Date) throws {
        try database.run(
            sql: "UPDATE draft SET text = ?, updatedAt = ? WHERE id = ?",
            arguments: [text, date.seconds, id])
    }

    /// Stores all of a draft that a writer can change.
    public func updateDraft(_ draft: Draft, at date: Date) throws {
        try updateDraft(id: draft.id, text: draft.text, at: date)
        let answers = try draft.pollQuestion.map { _ in try Draft.json(draft.pollAnswers) }
        try database.run(
            sql: """
                UPDATE draft SET slug = ?, pollQuestion = ?, pollAnswers = ?, address = ?,
                    latitude = ?, longitude = ? WHERE id = ?
                """,
            arguments: [
                draft.slug, draft.pollQuestion, answers, draft.location?.address,
                draft.location?.latitude, draft.location?.longitude, draft.id,
            ])
    }

    public func deleteDraft(id: Int64) throws {
        try database.run(sql: "DELETE FROM draft WHERE id = ?", arguments: [id])
    }
}

extension ReadTransaction {
    public func draft(id: Int64) throws -> Draft? {
        try Row.fetchOne(
            database, sql: "\(Draft.selection) WHERE draft.id = ?", arguments: [id]
        ).map(Draft.init)
    }
}
