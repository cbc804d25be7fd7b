internal import Foundation

/// The audience of a message, which is planned as deliveries in the background.
///
/// The sets are those stored with the post (architecture.md, flow 9): an empty set is nobody.
public struct MessageAudience: Sendable, Equatable, Codable {
    public enum Set: Sendable, Equatable, Codable {
        /// The audience of a post: the subscribers of a public post, the recipients of a limited
        /// one.
        case audience(ofPostID: Int64)
        /// The same, less those the author blocks or, of a limited post, shares with no more.
        case relay(ofPostID: Int64, userID: Int64)
        case people([Int64])
    }

    public var set: Set
    /// The pod that has the message already.
    public var exceptPod: String?
    /// Relays go after what this pod's own people say.
    public var isRelay: Bool

    public init(_ set: Set, exceptPod: String? = nil, isRelay: Bool = false) {
        self.set = set
        self.exceptPod = exceptPod
        self.isRelay = isRelay
    }

    func json() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    init(json: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    }
}
