public import Foundation
internal import GRDB

/// The relation between a user and a person.
public struct Contact: Sendable, Equatable {
    public let id: Int64
    public let userID: Int64
    public let personID: Int64
    /// Whether the person shares with the user.
    public let isSharing: Bool
    /// Whether the user shares with the person: they are in an aspect.
    public let isReceiving: Bool

    static let columns = "id, userID, personID, isSharing, isReceiving"

    init(_ row: Row) throws {
        id = try row.value("id")
        userID = try row.value("userID")
        personID = try row.value("personID")
        isSharing = try row.value("isSharing")
        isReceiving = try row.value("isReceiving")
    }
}

extension ReadTransaction {
    /// Lists everybody among a user's contacts, in either direction: the first subscribers of a
    /// public post. Spec: diaspora* federation protocol, 2.16 ("contacts").
    public func contacts(userID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT personID FROM contact
                    WHERE userID = ? AND (isReceiving = 1 OR isSharing = 1) ORDER BY personID
                    """),
            arguments: [userID])
    }

    public func contactList(userID: Int64) throws -> [Contact] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT \(Contact.columns) FROM contact WHERE userID = ? ORDER BY id"),
            arguments: [userID]
        ).map(Contact.init)
    }

    public func contact(userID: Int64, personID: Int64) throws -> Contact? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(Contact.columns) FROM contact WHERE userID = ? AND personID = ?
                    """),
            arguments: [userID, personID]
        ).map(Contact.init)
    }

    /// Returns whether anybody here and a person are contacts, in either direction.
    public func hasContacts(personID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM contact
                        WHERE personID = ? AND (isSharing = 1 OR isReceiving = 1))
                    """),
            arguments: [personID]) ?? false
    }

    /// Returns whether somebody here has added a person, and so shares with them, whether or not
    /// they share back.
    public func isAdded(personID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM contact WHERE personID = ? AND isReceiving = 1)
                    """),
            arguments: [personID]) ?? false
    }

    /// Lists the people of other pods with whom somebody here shares.
    public func addedPeopleElsewhere() throws -> [Int64] {
        try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT contact.personID FROM contact JOIN person ON person.id = contact.personID
                WHERE contact.isReceiving = 1 AND person.kind = 'remote' ORDER BY contact.personID
                """)
    }

    /// Lists the users who share with a person.
    public func usersSharing(withPersonID personID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT userID FROM contact WHERE personID = ? AND isReceiving = 1"),
            arguments: [personID])
    }

    /// Lists the aspects of a user that a person is in.
    public func aspectIDs(personID: Int64, userID: Int64) throws -> Set<Int64> {
        try Int64.fetchSet(
            database.cachedStatement(
                sql: """
                    SELECT aspectMembership.aspectID FROM aspectMembership
                    JOIN contact ON contact.id = aspectMembership.contactID
                    WHERE contact.userID = ? AND contact.personID = ?
                    """),
            arguments: [userID, personID])
    }

    public func aspectNames(contactID: Int64) throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT aspect.name FROM aspectMembership
                    JOIN aspect ON aspect.id = aspectMembership.aspectID
                    WHERE aspectMembership.contactID = ? ORDER BY aspect.position
                    """),
            arguments: [contactID])
    }

    public func isBlocked(personID: Int64, byUserID userID: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM block WHERE userID = ? AND personID = ?)"),
            arguments: [userID, personID]) ?? false
    }

    public func blockedPeople(userID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: "SELECT personID FROM block WHERE userID = ? ORDER BY personID"),
            arguments: [userID])
    }
}

extension WriteTransaction {
    /// Starts sharing with a person by putting them into an aspect.
    public func addContact(
        personID: Int64, aspectID: Int64, userID: Int64, createdAt: Date
    ) throws {
        try database.run(
            sql: """
                INSERT INTO contact (userID, personID, isReceiving, createdAt) VALUES (?, ?, 1, ?)
                ON CONFLICT (userID, personID) DO UPDATE SET isReceiving = 1
                """,
            arguments: [userID, personID, createdAt.seconds])
        try database.run(
            sql: """
                INSERT OR IGNORE INTO aspectMembership (aspectID, contactID)
                SELECT ?, id FROM contact WHERE userID = ? AND personID = ?
                """,
            arguments: [aspectID, userID, personID])
    }

    /// Removes a person from one aspect; removal from the last one ends the sharing.
    ///
    /// - Returns: Whether the user shares with them still.
    public func removeContact(
        personID: Int64, aspectID: Int64?, userID: Int64
    ) throws -> Bool {
        try database.run(
            sql: """
                DELETE FROM aspectMembership
                WHERE contactID = (SELECT id FROM contact WHERE userID = ? AND personID = ?)
                    AND (aspectID = ? OR ? IS NULL)
                """,
            arguments: [userID, personID, aspectID, aspectID])
        try database.run(
            sql: """
                UPDATE contact SET isReceiving = EXISTS (
                    SELECT 1 FROM aspectMembership WHERE contactID = contact.id)
                WHERE userID = ? AND personID = ?
                """,
            arguments: [userID, personID])
        let isKept = try reading.contact(userID: userID, personID: personID)?.isReceiving ?? false
        try removeEmptyContact(personID: personID, userID: userID)
        return isKept
    }

    /// Notes whether a person shares with a user.
    ///
    /// - Returns: Whether that is new.
    public func setSharing(
        _ isSharing: Bool, personID: Int64, userID: Int64, at date: Date
    ) throws -> Bool {
        let before = try reading.contact(userID: userID, personID: personID)?.isSharing ?? false
        guard before != isSharing else { return false }
        try database.run(
            sql: """
                INSERT INTO contact (userID, personID, isSharing, createdAt) VALUES (?, ?, ?, ?)
                ON CONFLICT (userID, personID) DO UPDATE SET isSharing = excluded.isSharing
                """,
            arguments: [userID, personID, isSharing, date.seconds])
        try removeEmptyContact(personID: personID, userID: userID)
        return true
    }

    public func setBlocked(
        _ isBlocked: Bool, personID: Int64, userID: Int64, at date: Date
    ) throws {
        if isBlocked {
            try database.run(
                sql: "INSERT OR IGNORE INTO block (userID, personID, createdAt) VALUES (?, ?, ?)",
                arguments: [userID, personID, date.seconds])
        } else {
            try database.run(
                sql: "DELETE FROM block WHERE userID = ? AND personID = ?",
                arguments: [userID, personID])
        }
    }

    /// Ends everything that anybody here has with a person who is gone.
    public func removeContacts(personID: Int64) throws {
        try database.run(sql: "DELETE FROM contact WHERE personID = ?", arguments: [personID])
        try database.run(sql: "DELETE FROM block WHERE personID = ?", arguments: [personID])
    }

    /// Ends everything that a user who is gone has with anybody.
    public func removeContacts(userID: Int64) throws {
        try database.run(sql: "DELETE FROM contact WHERE userID = ?", arguments: [userID])
        try database.run(sql: "DELETE FROM block WHERE userID = ?", arguments: [userID])
    }

    private func removeEmptyContact(personID: Int64, userID: Int64) throws {
        try database.run(
            sql: """
                DELETE FROM contact
                WHERE userID = ? AND personID = ? AND isSharing = 0 AND isReceiving = 0
                """,
            arguments: [userID, personID])
    }
}
