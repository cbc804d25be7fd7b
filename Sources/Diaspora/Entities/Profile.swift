public import CivilTime
public import Foundation

extension Entities {
    /// A person's profile, which replaces everything known before.
    public struct Profile: Equatable, Sendable {
        public var author: DiasporaID
        public var editedAt: Date?
        public var fullName: String?
        public var firstName: String?
        public var lastName: String?
        /// 300 by 300 pixels. Addresses may be relative to the author's pod.
        public var imageURL: String?
        /// 100 by 100 pixels.
        public var imageURLMedium: String?
        /// 50 by 50 pixels.
        public var imageURLSmall: String?
        public var bio: String?
        public var birthday: CalendarDate?
        public var gender: String?
        public var location: String?
        public var isSearchable: Bool
        /// Whether everyone may see biography, birthday, gender and location.
        public var isPublic: Bool
        public var isNSFW: Bool
        /// Tags, each with its `#`, at most five.
        public var tagString: String?

        public init(
            author: DiasporaID, editedAt: Date? = nil, fullName: String? = nil,
            firstName: String? = nil, lastName: String? = nil, imageURL: String? = nil,
            imageURLMedium: String? = nil, imageURLSmall: String? = nil, bio: String? = nil,
            birthday: CalendarDate? = nil, gender: String? = nil, location: String? = nil,
            isSearchable: Bool = true, isPublic: Bool = false, isNSFW: Bool = false,
            tagString: String? = nil
        ) {
            self.author = author
            self.editedAt = editedAt
            self.fullName = fullName
            self.firstName = firstName
            self.lastName = lastName
            self.imageURL = imageURL
            self.imageURLMedium = imageURLMedium
            self.imageURLSmall = imageURLSmall
            self.bio = bio
            self.birthday = birthday
            self.gender = gender
            self.location = location
            self.isSearchable = isSearchable
            self.isPublic = isPublic
            self.isNSFW = isNSFW
            self.tagString = tagString
        }
    }
}

extension Entities.Profile {
    static let name = "profile"

    /// Whether it tells more than a name and a picture.
    public var hasExtendedDetails: Bool {
        bio != nil || birthday != nil || gender != nil || location != nil
    }

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        editedAt = try element.timestamp("edited_at")
        fullName = try element.name("full_name", maximum: EntityLimits.fullName)
        firstName = try element.name("first_name", maximum: EntityLimits.partOfName)
        lastName = try element.name("last_name", maximum: EntityLimits.partOfName)
        imageURL = try element.optionalAddress("image_url")
        imageURLMedium = try element.optionalAddress("image_url_medium")
        imageURLSmall = try element.optionalAddress("image_url_small")
        bio = try element.optionalText("bio", maximum: EntityLimits.longText)
        birthday = nil
        gender = try element.optionalText("gender", maximum: EntityLimits.shortText)
        location = try element.optionalText("location", maximum: EntityLimits.shortText)
        isSearchable = try element.boolean("searchable", default: true)
        isPublic = try element.boolean("public", default: false)
        isNSFW = try element.boolean("nsfw", default: false)
        tagString = try element.optionalText("tag_string", maximum: EntityLimits.tagString)
        if let text = try element.optionalText("birthday", maximum: EntityLimits.shortText) {
            guard let date = CalendarDate(text) else {
                throw .invalidDate(element.path("birthday"))
            }
            birthday = date
        }
        let tags = (tagString ?? "").utf8.count { $0 == UInt8(ascii: "#") }
        guard tags <= EntityLimits.tags else {
            throw .tooMany(element.path("tag_string"), maximum: EntityLimits.tags)
        }
    }

    init(nestedIn parent: EntityElement) throws(EntityError) {
        guard let element = try parent.nested(Self.name) else {
            throw .missing(parent.path(Self.name))
        }
        try self.init(reading: element)
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add(optional: "edited_at", editedAt)
        fields.add(optional: "full_name", fullName)
        fields.add(optional: "first_name", firstName)
        fields.add(optional: "last_name", lastName)
        fields.add(optional: "image_url", imageURL)
        fields.add(optional: "image_url_medium", imageURLMedium)
        fields.add(optional: "image_url_small", imageURLSmall)
        fields.add(optional: "bio", bio)
        fields.add(optional: "birthday", birthday?.description)
        fields.add(optional: "gender", gender)
        fields.add(optional: "location", location)
        fields.add("searchable", isSearchable)
        fields.add("public", isPublic)
        fields.add("nsfw", isNSFW)
        fields.add(optional: "tag_string", tagString)
        return fields
    }
}
