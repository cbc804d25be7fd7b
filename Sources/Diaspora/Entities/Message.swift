public import Foundation

extension Entities {
    /// A message of a private conversation, sent by its author to every participant.
    public struct Message: Equatable, Sendable {
        public var author: DiasporaID
        public var guid: GUID
        public var text: String
        public var createdAt: Date?
        public var editedAt: Date?
        public var conversationGUID: GUID

        public init(
            author: DiasporaID, guid: GUID, text: String, createdAt: Date? = nil,
            editedAt: Date? = nil, conversationGUID: GUID
        ) {
            self.author = author
            self.guid = guid
            self.text = text
            self.createdAt = createdAt
            self.editedAt = editedAt
            self.conversationGUID = conversationGUID
        }
    }
}

extension Entities.Message {
    static let name = "message"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        text = try element.nonEmptyText("text", maximum: EntityLimits.longText)
        createdAt = try element.timestamp("created_at")
        editedAt = try element.timestamp("edited_at")
        conversationGUID = try element.guid("conversation_guid")
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add("text", text)
        fields.add(optional: "created_at", createdAt)
        fields.add(optional: "edited_at", editedAt)
        fields.add("conversation_guid", conversationGUID)
        return fields
    }
}
