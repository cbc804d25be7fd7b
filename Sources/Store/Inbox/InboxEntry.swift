public import Foundation
internal import GRDB

/// A message as another pod posted it: durable before the request is answered, verified later.
public struct InboxEntry: Sendable, Equatable {
    public enum State: String, Sendable { case new, waiting, held }

    public let id: Int64
    /// The person whose private inbox it came to; nil for the public one.
    public let recipientID: Int64?
    public let body: [UInt8]
    public let address: String
    public let state: State
    public let attempts: Int
    public let reason: String?
    public let receivedAt: Date
    /// The message's claims, as far as the last try could read them.
    public let claim: MessageClaim

    static let columns = """
        id, recipientID, body, address, state, attempts, reason, receivedAt, sender, author, kind, \
        standing
        """

    /// Reads the columns by their places: names are looked for again in each row.
    init(_ row: Row) throws {
        id = try row.value(0)
        recipientID = try row.value(1)
        body = try row.withUnsafeData(atIndex: 2) { $0.map { [UInt8]($0) } ?? [] }
        address = try row.value(3)
        state = State(rawValue: try row.value(4)) ?? .held
        attempts = try row.value(5)
        reason = try row.value(6)
        receivedAt = Date(seconds: try row.value(7))
        claim = MessageClaim(
            sender: try row.value(8), author: try row.value(9), kind: try row.value(10),
            standing: MessageClaim.Standing(rawValue: try row.value(11)) ?? .unverified)
    }
}

/// A received message that has no row yet.
public struct NewInboxEntry: Sendable {
    public let recipientID: Int64?
    public let body: [UInt8]
    public let address: String
    /// The digest of recipient and bytes; nil if the message is to be accepted even though an equal
    /// one waits.
    public let digest: [UInt8]?

    public init(
        recipientID: Int64?, body: [UInt8], address: String, digest: [UInt8]? = nil
    ) {
        self.recipientID = recipientID
        self.body = body
        self.address = address
        self.digest = digest
    }
}

/// The number and size of entries that wait for their first try, of one address or of all.
public struct InboxLoad: Sendable, Equatable {
    public var entries: Int
    public var bytes: Int

    public init(entries: Int = 0, bytes: Int = 0) {
        self.entries = entries
        self.bytes = bytes
    }

    public static func += (left: inout InboxLoad, right: InboxLoad) {
        left.entries += right.entries
        left.bytes += right.bytes
    }
}
