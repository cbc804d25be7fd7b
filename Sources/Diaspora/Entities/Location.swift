extension Entities {
    /// The place at which a post was written, or an event takes place.
    public struct Location: Equatable, Sendable {
        public var address: String
        /// Degrees as text, as others wrote them.
        public var latitude: String
        public var longitude: String

        public init(address: String, latitude: String, longitude: String) {
            self.address = address
            self.latitude = latitude
            self.longitude = longitude
        }
    }
}

extension Entities.Location {
    static let name = "location"

    init?(nestedIn parent: EntityElement) throws(EntityError) {
        guard let element = try parent.nested(Self.name) else { return nil }
        address = try element.text("address", maximum: EntityLimits.unlimitedText)
        latitude = try element.nonEmptyText("lat", maximum: EntityLimits.shortText)
        longitude = try element.nonEmptyText("lng", maximum: EntityLimits.shortText)
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("address", address)
        fields.add("lat", latitude)
        fields.add("lng", longitude)
        return fields
    }
}
