internal import GRDB

/// The place at which a post was written; coordinates in degrees.
public struct PublicLocation: Sendable, Equatable {
    public let address: String
    public let latitude: Double?
    public let longitude: Double?
}

extension PublicTransaction {
    func location(postID: Int64) throws -> PublicLocation? {
        let locations = try database.rows(
            sql: "SELECT address, latitude, longitude FROM publicLocation WHERE postID = ?",
            arguments: [postID])
        return try locations.next().map {
            try PublicLocation(address: $0.value(0), latitude: $0.value(1), longitude: $0.value(2))
        }
    }
}
