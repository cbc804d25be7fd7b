extension Entities {
    /// A like of a post or comment.
    public struct Like: Relayable, Equatable {
        public let author: DiasporaID
        public let guid: GUID
        public let parentGUID: GUID
        /// Post or comment.
        public let parentType: ParentType
        /// The sign of the like: false for a dislike, which nobody shows.
        public let isPositive: Bool
        public let elements: [SignedElement]
        public var authorSignature: String?

        public init(
            author: DiasporaID, guid: GUID, parentGUID: GUID, parentType: ParentType = .post,
            isPositive: Bool = true
        ) {
            self.author = author
            self.guid = guid
            self.parentGUID = parentGUID
            self.parentType = parentType
            self.isPositive = isPositive
            elements = [SignedElement](
                declared: Self.fields(author, guid, parentGUID, parentType, isPositive))
        }
    }
}

extension Entities.Like {
    static let name = "like"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        parentGUID = try element.guid("parent_guid")
        let type = try element.text("parent_type", maximum: EntityLimits.shortText)
        guard let parentType = ParentType(rawValue: type),
            parentType == .post || parentType == .comment
        else { throw .invalidValue(element.path("parent_type")) }
        self.parentType = parentType
        guard let isPositive = try element.optionalBoolean("positive") else {
            throw .missing(element.path("positive"))
        }
        self.isPositive = isPositive
        elements = [SignedElement](
            received: element,
            understood: Self.fields(author, guid, parentGUID, parentType, isPositive))
        authorSignature = try element.optionalText(
            "author_signature", maximum: EntityLimits.signature)
    }

    var fields: EntityFields {
        Self.fields(author, guid, parentGUID, parentType, isPositive)
    }

    private static func fields(
        _ author: DiasporaID, _ guid: GUID, _ parentGUID: GUID, _ parentType: ParentType,
        _ isPositive: Bool
    ) -> EntityFields {
        var fields = EntityFields(name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add("parent_guid", parentGUID)
        fields.add("parent_type", parentType.rawValue)
        fields.add("positive", isPositive)
        return fields
    }
}
