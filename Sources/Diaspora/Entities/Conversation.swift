public import Foundation

extension Entities {
    /// A private exchange of messages between persons.
    public struct Conversation: Equatable, Sendable {
        public var author: DiasporaID
        public var guid: GUID
        public var subject: String
        public var createdAt: Date?
        /// The participants, at least two, among them the author.
        public var participants: [DiasporaID]
        /// The messages known so far, all by the author.
        public var messages: [Message]

        public init(
            author: DiasporaID, guid: GUID, subject: String, createdAt: Date? = nil,
            participants: [DiasporaID], messages: [Message]
        ) {
            self.author = author
            self.guid = guid
            self.subject = subject
            self.createdAt = createdAt
            self.participants = participants
            self.messages = messages
        }
    }
}

extension Entities.Conversation {
    static let name = "conversation"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        subject = try element.nonEmptyText("subject", maximum: EntityLimits.shortText)
        createdAt = try element.timestamp("created_at")
        participants = try Self.participants(element)
        messages = []
        for message in try element.list("message", maximum: EntityLimits.messages) {
            messages.append(try Entities.Message(reading: message))
        }
        guard participants.contains(author) else {
            throw .invalidValue(element.path("participants"))
        }
        for message in messages where message.author != author {
            throw .foreignAuthor(element.path("message"))
        }
    }

    private static func participants(
        _ element: EntityElement
    ) throws(EntityError) -> [DiasporaID] {
        let path = element.path("participants")
        let maximum = EntityLimits.participants
        let text = try element.text(
            "participants", maximum: maximum * (EntityLimits.shortText + 1))
        let list = text.split(separator: ";")
        guard list.count <= maximum else { throw .tooMany(path, maximum: maximum) }
        guard list.count >= 2 else { throw .tooFew(path, minimum: 2) }
        var participants: [DiasporaID] = []
        for item in list {
            guard let id = DiasporaID(exactly: String(item)) else {
                throw .invalidDiasporaID(path)
            }
            participants.append(id)
        }
        return participants
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add("subject", subject)
        fields.add(optional: "created_at", createdAt)
        fields.add("participants", participants.map(\.description).joined(separator: ";"))
        fields.add("message", plural: "messages", messages.map(\.fields))
        return fields
    }
}
