internal import GRDB

/// The reads of the renderer of the public tree: a read-only connection of its own through which SQLite reads the
/// public views alone, so that a limited post cannot reach the tree by a forgotten `if`.
///
/// One snapshot at a time: each worker has its own.
public final class PublicSite: Sendable {
    private let connection: ReadOnlyConnection
    var queue: DatabaseQueue { connection.queue }

    public init(path: String) throws {
        connection = try ReadOnlyConnection(path: path, rules: Self.rules)
    }

    /// Reads on one snapshot.
    ///
    /// - Throws: ``StoreError``; `failed` if a statement names anything but the public views.
    public func read<T>(_ body: (PublicTransaction) throws -> T) throws -> T {
        try connection.read { try body(PublicTransaction(database: $0)) }
    }

    /// A table may have such a name too, as `publicEnvelope` does, so the views are named one by one.
    static let rules = ReadRules(
        reader: "the public site",
        views: [
            "publicAnswerer", "publicComment", "publicDocument", "publicIdentity", "publicLiking",
            "publicList", "publicListing", "publicLocation", "publicPerson", "publicPhoto",
            "publicPhotoVersion", "publicPoll", "publicPollAnswer", "publicPost", "publicRedirect",
            "publicRendering", "publicReshare", "publicRoot", "publicStatistic", "publicTagging",
        ],
        functions: ["count", "length", "max", "min"])
}
