public import Diaspora
public import Foundation
internal import GRDB

// The keys of forms that were submitted, so that a second submission has no further effect.

extension ReadTransaction {
    /// Finds the outcome of a form of a user that was submitted before.
    public func guid(ofForm key: String, userID: Int64) throws -> GUID? {
        try String.fetchOne(
            database.cachedStatement(
                sql: "SELECT guid FROM sentForm WHERE userID = ? AND key = ?"),
            arguments: [userID, key]
        ).flatMap { GUID($0) }
    }
}

extension WriteTransaction {
    /// Notes the outcome of a form, in the transaction in which it came about.
    ///
    /// - Parameter key: 64 hexadecimal digits.
    public func insertSentForm(key: String, userID: Int64, guid: GUID, at date: Date) throws {
        try database.run(
            sql: "INSERT INTO sentForm (userID, key, guid, sentAt) VALUES (?, ?, ?, ?)",
            arguments: [userID, key, guid.string, date.seconds])
    }

    /// Deletes the keys of forms that were submitted before a time.
    public func deleteSentForms(before date: Date) throws {
        try database.run(
            sql: "DELETE FROM sentForm WHERE sentAt < ?", arguments: [date.seconds])
    }
}
