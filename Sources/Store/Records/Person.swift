public import Diaspora
public import Foundation
internal import GRDB

/// Anyone with a diaspora* ID, of this pod or another.
public struct Person: Sendable, Equatable {
    public enum Kind: String, Sendable { case local, remote, guest }

    public let id: Int64
    public let guid: GUID
    public let diasporaID: DiasporaID
    public let kind: Kind
    public let createdAt: Date
    public let closedAt: Date?
    /// The ID that a person who moved has now.
    public let movedTo: DiasporaID?

    /// Whether this pod has their private key.
    public var isHere: Bool { kind != .remote }

    static let columns = "id, guid, diasporaID, kind, createdAt, closedAt, movedTo"

    /// Reads the columns by their places: names are looked for again in each row.
    init(_ row: Row) throws {
        let guid: String = try row.value(1)
        let diasporaID: String = try row.value(2)
        guard let guid = GUID(guid), let diasporaID = DiasporaID(diasporaID),
            let kind = Kind(rawValue: try row.value(3))
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "person \(guid)") }
        id = try row.value(0)
        self.guid = guid
        self.diasporaID = diasporaID
        self.kind = kind
        createdAt = Date(seconds: try row.value(4))
        closedAt = (try row.value(5) as Int64?).map(Date.init(seconds:))
        movedTo = (try row.value(6) as String?).flatMap { DiasporaID($0) }
    }
}

extension ReadTransaction {
    public func person(id: Int64) throws -> Person? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Person.columns) FROM person WHERE id = ?"),
            arguments: [id]
        ).map(Person.init)
    }

    public func person(_ diasporaID: DiasporaID) throws -> Person? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT \(Person.columns) FROM person WHERE diasporaID = ?"),
            arguments: [diasporaID.description]
        ).map(Person.init)
    }
}

extension ReadTransaction {
    public func person(_ guid: GUID) throws -> Person? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Person.columns) FROM person WHERE guid = ?"),
            arguments: [guid.string]
        ).map(Person.init)
    }

    /// Lists the people of other pods with whom somebody here shares and whose earlier posts were
    /// not fetched yet.
    public func peopleToBackfill(limit: Int) throws -> [Person] {
        let columns = Person.columns.split(separator: ", ").map { "person." + $0 }
        return try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT \(columns.joined(separator: ", ")) FROM person
                    WHERE person.kind = 'remote' AND person.backfilledAt IS NULL
                        AND person.closedAt IS NULL
                        AND NOT \(BlockedPod.isBlocked("person.authority")) AND EXISTS (
                            SELECT 1 FROM contact
                            WHERE contact.personID = person.id AND contact.isReceiving = 1)
                    ORDER BY person.id LIMIT ?
                    """),
            arguments: [limit]
        ).map(Person.init)
    }

    /// Returns the time at which a person's public posts were fetched from their pod; nil if they
    /// never were.
    public func backfilledAt(personID: Int64) throws -> Date? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT backfilledAt FROM person WHERE id = ?"),
            arguments: [personID]
        ).map(Date.init(seconds:))
    }

    /// Returns whether somebody has moved to this person's ID after a time.
    public func hasTakenOver(_ id: DiasporaID, since date: Date) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM person WHERE movedTo = ? AND closedAt > ?)"),
            arguments: [id.description, date.seconds]) ?? false
    }
}

extension WriteTransaction {
    /// Notes when a person's earlier posts were asked for.
    ///
    /// - Parameter date: nil to have them asked for as soon as somebody here shares with the person.
    public func setBackfilled(personID: Int64, at date: Date?) throws {
        try database.run(
            sql: "UPDATE person SET backfilledAt = ? WHERE id = ?",
            arguments: [date?.seconds, personID])
    }

    public func setMoved(personID: Int64, to id: DiasporaID, at date: Date) throws {
        try database.run(
            sql: "UPDATE person SET movedTo = ?, closedAt = COALESCE(closedAt, ?) WHERE id = ?",
            arguments: [id.description, date.seconds, personID])
    }

    public func insertPerson(
        guid: GUID, diasporaID: DiasporaID, kind: Person.Kind, createdAt: Date
    ) throws -> Int64 {
        try database.run(
            sql: "INSERT INTO person (guid, diasporaID, kind, createdAt) VALUES (?, ?, ?, ?)",
            arguments: [guid.string, diasporaID.description, kind.rawValue, createdAt.seconds])
        return database.lastInsertedRowID
    }

    public func closePerson(id: Int64, at date: Date) throws {
        try database.run(
            sql: "UPDATE person SET closedAt = ? WHERE id = ?", arguments: [date.seconds, id])
    }
}
