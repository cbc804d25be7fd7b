public import Foundation

extension Entities {
    /// Whether somebody comes to an event.
    public struct EventParticipation: Relayable, Equatable {
        public enum Status: String, Sendable {
            case accepted, declined, tentative
        }

        public let author: DiasporaID
        public let guid: GUID
        /// The event.
        public let parentGUID: GUID
        public let status: Status
        public let editedAt: Date?
        public let elements: [SignedElement]
        public var authorSignature: String?

        public init(
            author: DiasporaID, guid: GUID, parentGUID: GUID, status: Status, editedAt: Date? = nil
        ) {
            self.author = author
            self.guid = guid
            self.parentGUID = parentGUID
            self.status = status
            self.editedAt = editedAt
            elements = [SignedElement](
                declared: Self.fields(author, guid, parentGUID, status, editedAt))
        }

        public var parentType: ParentType { .event }
    }
}

extension Entities.EventParticipation {
    static let name = "event_participation"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        parentGUID = try element.guid("parent_guid")
        let word = try element.text("status", maximum: EntityLimits.shortText)
        guard let status = Status(rawValue: word) else {
            throw .invalidValue(element.path("status"))
        }
        self.status = status
        editedAt = try element.timestamp("edited_at")
        elements = [SignedElement](
            received: element,
            understood: Self.fields(author, guid, parentGUID, status, editedAt),
            times: ["edited_at"])
        authorSignature = try element.optionalText(
            "author_signature", maximum: EntityLimits.signature)
    }

    var fields: EntityFields {
        Self.fields(author, guid, parentGUID, status, editedAt)
    }

    private static func fields(
        _ author: DiasporaID, _ guid: GUID, _ parentGUID: GUID, _ status: Status, _ editedAt: Date?
    ) -> EntityFields {
        var fields = EntityFields(name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add("parent_guid", parentGUID)
        fields.add("status", status.rawValue)
        fields.add(optional: "edited_at", editedAt)
        return fields
    }
}
