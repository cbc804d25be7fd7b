public import Foundation

extension Entities {
    /// A photo of a post, or one that stands alone.
    ///
    /// Readers find it at ``remotePhotoPath`` + ``remotePhotoName``, and its smaller forms with
    /// `thumb_small_`, `thumb_medium_`, `thumb_large_` and `scaled_full_` before the name.
    public struct Photo: Equatable, Sendable {
        public var guid: GUID
        public var author: DiasporaID
        public var isPublic: Bool
        public var createdAt: Date?
        public var editedAt: Date?
        /// An address that ends with a slash.
        public var remotePhotoPath: String
        public var remotePhotoName: String
        /// The description of the picture.
        public var text: String?
        public var statusMessageGUID: GUID?
        /// The height in pixels.
        public var height: Int?
        /// The width in pixels.
        public var width: Int?

        public init(
            guid: GUID, author: DiasporaID, isPublic: Bool = false, createdAt: Date? = nil,
            editedAt: Date? = nil, remotePhotoPath: String, remotePhotoName: String,
            text: String? = nil, statusMessageGUID: GUID? = nil, height: Int? = nil,
            width: Int? = nil
        ) {
            self.guid = guid
            self.author = author
            self.isPublic = isPublic
            self.createdAt = createdAt
            self.editedAt = editedAt
            self.remotePhotoPath = remotePhotoPath
            self.remotePhotoName = remotePhotoName
            self.text = text
            self.statusMessageGUID = statusMessageGUID
            self.height = height
            self.width = width
        }
    }
}

extension Entities.Photo {
    static let name = "photo"

    init(reading element: EntityElement) throws(EntityError) {
        guid = try element.guid("guid")
        author = try element.diasporaID("author")
        isPublic = try element.boolean("public", default: false)
        createdAt = try element.timestamp("created_at")
        editedAt = try element.timestamp("edited_at")
        remotePhotoPath = try element.nonEmptyText(
            "remote_photo_path", maximum: EntityLimits.address)
        guard PropertyURL.isValid(remotePhotoPath), remotePhotoPath.hasSuffix("/") else {
            throw .invalidURL(element.path("remote_photo_path"))
        }
        remotePhotoName = try element.nonEmptyText(
            "remote_photo_name", maximum: EntityLimits.address)
        text = try element.optionalText("text", maximum: EntityLimits.longText)
        statusMessageGUID = try element.optionalGUID("status_message_guid")
        height = try element.integer("height")
        width = try element.integer("width")
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("guid", guid)
        fields.add("author", author)
        fields.add("public", isPublic)
        fields.add(optional: "created_at", createdAt)
        fields.add(optional: "edited_at", editedAt)
        fields.add("remote_photo_path", remotePhotoPath)
        fields.add("remote_photo_name", remotePhotoName)
        fields.add(optional: "text", text)
        fields.add(optional: "status_message_guid", statusMessageGUID?.string)
        fields.add(optional: "height", height)
        fields.add(optional: "width", width)
        return fields
    }
}
