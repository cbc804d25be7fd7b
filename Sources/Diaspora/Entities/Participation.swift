extension Entities {
    /// The wish of a person to be told of what happens to a post.
    public struct Participation: Equatable, Sendable {
        public var author: DiasporaID
        public var guid: GUID
        /// The post.
        public var parentGUID: GUID

        public init(author: DiasporaID, guid: GUID, parentGUID: GUID) {
            self.author = author
            self.guid = guid
            self.parentGUID = parentGUID
        }
    }
}

extension Entities.Participation {
    static let name = "participation"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        parentGUID = try element.guid("parent_guid")
        let type = try element.text("parent_type", maximum: EntityLimits.shortText)
        guard type == ParentType.post.rawValue else {
            throw .invalidValue(element.path("parent_type"))
        }
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add("parent_guid", parentGUID)
        fields.add("parent_type", ParentType.post.rawValue)
        return fields
    }
}
