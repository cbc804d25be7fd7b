internal import GRDB

/// A text of somebody of this pod, and where it stands.
public struct OwnText: Sendable, Equatable {
    /// The columns that hold texts of people of this pod, in the order in which they are gone through.
    public enum Place: String, CaseIterable, Sendable {
        case post, postVersion, draft, comment, message, profile

        fileprivate var column: String { self == .profile ? "bio" : "text" }

        fileprivate var isOwn: String {
            let here = "IN (SELECT id FROM person WHERE kind = 'local')"
            return switch self {
            case .post, .comment, .message: "authorID \(here)"
            case .postVersion: "postID IN (SELECT id FROM post WHERE authorID \(here))"
            case .draft: "1"
            case .profile: "personID \(here)"
            }
        }
    }

    public let place: Place
    public let row: Int64
    public let text: String
}

extension ReadTransaction {
    /// Lists own texts that hold some words, whatever their case, by row.
    ///
    /// - Parameter words: ASCII without `%` and `_`.
    public func ownTexts(
        _ place: OwnText.Place, holding words: String, after row: Int64, limit: Int
    ) throws -> [OwnText] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT rowid, \(place.column) FROM \(place.rawValue)
                WHERE rowid > ? AND \(place.column) LIKE ? AND \(place.isOwn) ORDER BY rowid LIMIT ?
                """,
            arguments: [row, "%\(words)%", limit]
        ).map { OwnText(place: place, row: try $0.value(0), text: try $0.value(1)) }
    }
}

extension WriteTransaction {
    public func setText(_ text: String, of own: OwnText) throws {
        try database.run(
            sql: "UPDATE \(own.place.rawValue) SET \(own.place.column) = ? WHERE rowid = ?",
            arguments: [text, own.row])
    }
}
