internal import GRDB

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
