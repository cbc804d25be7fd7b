public import Diaspora
public import Foundation
internal import GRDB

/// A message of a conversation.
public struct Message: Sendable, Equatable {
    public let guid: GUID
    public let authorID: Int64
    public let text: String
    public let createdAt: Date

    init(_ row: Row) throws {
        guid = try GUID(row: row)
        authorID = try row.value("authorID")
        text = try row.value("text")
        createdAt = Date(seconds: try row.value("createdAt"))
    }
}
