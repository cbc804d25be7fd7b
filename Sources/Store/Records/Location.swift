internal import GRDB

/// The place at which a post or draft was written.
public struct Location: Sendable, Equatable {
    public let address: String
    /// Degrees, where known.
    public let latitude: Double?
    public let longitude: Double?

    public init(address: String, latitude: Double?, longitude: Double?) {
        self.address = address
        self.latitude = latitude
        self.longitude = longitude
    }
}

extension ReadTransaction {
    public func location(postID: Int64) throws -> Location? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT address, latitude, longitude FROM location WHERE postID = ?"),
            arguments: [postID]
        ).map {
            try Location(
                address: $0.value("address"), latitude: $0.value("latitude"),
                longitude: $0.value("longitude"))
        }
    }
}

extension WriteTransaction {
    /// Inserts the location of a post.
    public func insertLocation(_ location: Location, postID: Int64) throws {
        try database.run(
            sql: """
                INSERT INTO location (postID, address, latitude, longitude) VALUES (?, ?, ?, ?)
                """,
            arguments: [postID, location.address, location.latitude, location.longitude])
    }

    /// Replaces the location of a post; nil removes it.
    public func setLocation(_ location: Location?, postID: Int64) throws {
        try database.run(sql: "DELETE FROM location WHERE postID = ?", arguments: [postID])
        if let location { try insertLocation(location, postID: postID) }
    }
}
