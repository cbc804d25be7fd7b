public import Foundation

extension Entities {
    /// A post with text, photos, or both.
    public struct StatusMessage: Equatable, Sendable {
        public var author: DiasporaID
        public var guid: GUID
        /// The creation time; nil if the sender left it out, and the time of arrival counts.
        public var createdAt: Date?
        public var isPublic: Bool
        /// The app that it was written with.
        public var providerDisplayName: String?
        /// Markdown of at most 65,535 characters. It may be empty.
        public var text: String
        public var editedAt: Date?
        public var photos: [Photo]
        public var location: Location?
        public var poll: Poll?
        public var event: Event?
        public var embed: Embed?

        public init(
            author: DiasporaID, guid: GUID, createdAt: Date? = nil, isPublic: Bool = false,
            providerDisplayName: String? = nil, text: String, editedAt: Date? = nil,
            photos: [Photo] = [], location: Location? = nil, poll: Poll? = nil,
            event: Event? = nil, embed: Embed? = nil
        ) {
            self.author = author
            self.guid = guid
            self.createdAt = createdAt
            self.isPublic = isPublic
            self.providerDisplayName = providerDisplayName
            self.text = text
            self.editedAt = editedAt
            self.photos = photos
            self.location = location
            self.poll = poll
            self.event = event
            self.embed = embed
        }
    }
}

extension Entities.StatusMessage {
    static let name = "status_message"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        createdAt = try element.timestamp("created_at")
        isPublic = try element.boolean("public", default: false)
        providerDisplayName = try element.optionalText(
            "provider_display_name", maximum: EntityLimits.unlimitedText)
        text = try element.text("text", maximum: EntityLimits.longText)
        editedAt = try element.timestamp("edited_at")
        photos = []
        for photo in try element.list("photo", maximum: EntityLimits.photos) {
            photos.append(try Entities.Photo(reading: photo))
        }
        location = try Entities.Location(nestedIn: element)
        poll = try Entities.Poll(nestedIn: element)
        event = try Entities.Event(nestedIn: element)
        embed = try Entities.Embed(nestedIn: element)
        for photo in photos where photo.author != author {
            throw .foreignAuthor(element.path("photo"))
        }
        if let event, event.author != author { throw .foreignAuthor(element.path("event")) }
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add(optional: "created_at", createdAt)
        fields.add("public", isPublic)
        fields.add(optional: "provider_display_name", providerDisplayName)
        fields.add("text", text)
        fields.add(optional: "edited_at", editedAt)
        fields.add("photo", plural: "photos", photos.map(\.fields))
        fields.add(location?.fields)
        fields.add(poll?.fields)
        fields.add(event?.fields)
        fields.add(embed?.fields)
        return fields
    }
}
