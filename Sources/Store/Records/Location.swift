internal import GRDB

/// Where a post was written.
public struct Location: Sendable, Equatable {
    public let address: String
    /// Degrees, where known.
    public let latitude: Double?
    public let longitude: Double?
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
    /// Says where a post was written; coordinates in degrees, where known.
    public func insertLocation(
        postID: Int64, address: String, coordinates: (latitude: Double, longitude: Double)?
    ) throws {
        try database.run(
            sql: """
                INSERT INTO location (postID, address, latitude, longitude) VALUES (?, ?, ?, ?)
                """,
            arguments: [postID, address, coordinates?.latitude, coordinates?.longitude])
    }
}
