extension Entities {
    /// The deletion of an entity. The target, not ``author``, decides who may send it.
    public struct Retraction: Equatable, Sendable {
        public var author: DiasporaID
        public var targetGUID: GUID
        /// `Post`, `Comment`, `Like`, `PollParticipation`, `Photo`, and others of other software.
        public var targetType: String

        public init(author: DiasporaID, targetGUID: GUID, targetType: String) {
            self.author = author
            self.targetGUID = targetGUID
            self.targetType = targetType
        }
    }
}

extension Entities.Retraction {
    static let name = "retraction"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        targetGUID = try element.guid("target_guid")
        targetType = try element.nonEmptyText("target_type", maximum: EntityLimits.shortText)
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add("target_guid", targetGUID)
        fields.add("target_type", targetType)
        return fields
    }
}
