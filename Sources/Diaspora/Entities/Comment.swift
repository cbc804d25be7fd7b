public import Foundation

extension Entities {
    /// A comment on a post.
    public struct Comment: Relayable, Equatable {
        public let author: DiasporaID
        public let guid: GUID
        /// The post.
        public let parentGUID: GUID
        /// Markdown of 1 to 65,535 characters.
        public let text: String
        /// The creation time; nil if the sender left it out, as old pods do.
        public let createdAt: Date?
        public let editedAt: Date?
        public let elements: [SignedElement]
        public var authorSignature: String?

        public init(
            author: DiasporaID, guid: GUID, parentGUID: GUID, text: String, createdAt: Date?,
            editedAt: Date? = nil
        ) {
            self.author = author
            self.guid = guid
            self.parentGUID = parentGUID
            self.text = text
            self.createdAt = createdAt
            self.editedAt = editedAt
            elements = [SignedElement](
                declared: Self.fields(author, guid, parentGUID, text, createdAt, editedAt))
        }

        public var parentType: ParentType { .post }
    }
}

extension Entities.Comment {
    static let name = "comment"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        parentGUID = try element.guid("parent_guid")
        text = try element.nonEmptyText("text", maximum: EntityLimits.longText)
        createdAt = try element.timestamp("created_at")
        editedAt = try element.timestamp("edited_at")
        elements = [SignedElement](
            received: element,
            understood: Self.fields(author, guid, parentGUID, text, createdAt, editedAt),
            times: ["created_at", "edited_at"])
        authorSignature = try element.optionalText(
            "author_signature", maximum: EntityLimits.signature)
    }

    var fields: EntityFields {
        Self.fields(author, guid, parentGUID, text, createdAt, editedAt)
    }

    private static func fields(
        _ author: DiasporaID, _ guid: GUID, _ parentGUID: GUID, _ text: String,
        _ createdAt: Date?, _ editedAt: Date?
    ) -> EntityFields {
        var fields = EntityFields(name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add("parent_guid", parentGUID)
        fields.add("text", text)
        fields.add(optional: "created_at", createdAt)
        fields.add(optional: "edited_at", editedAt)
        return fields
    }
}
