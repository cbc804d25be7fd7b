public import Foundation

extension Entities {
    /// An appointment, in a post or alone.
    public struct Event: Equatable, Sendable {
        public var author: DiasporaID
        public var guid: GUID
        public var editedAt: Date?
        public var summary: String
        public var details: String?
        public var start: Date
        /// The end of the event; nil if it is open, or the event takes one whole day.
        public var end: Date?
        public var isAllDay: Bool
        /// A name of the IANA database, such as `Europe/Berlin`.
        public var timezone: String?
        public var location: Location?

        public init(
            author: DiasporaID, guid: GUID, editedAt: Date? = nil, summary: String,
            details: String? = nil, start: Date, end: Date? = nil, isAllDay: Bool = false,
            timezone: String? = nil, location: Location? = nil
        ) {
            self.author = author
            self.guid = guid
            self.editedAt = editedAt
            self.summary = summary
            self.details = details
            self.start = start
            self.end = end
            self.isAllDay = isAllDay
            self.timezone = timezone
            self.location = location
        }
    }
}

extension Entities.Event {
    static let name = "event"

    init?(nestedIn parent: EntityElement) throws(EntityError) {
        guard let element = try parent.nested(Self.name) else { return nil }
        try self.init(reading: element)
    }

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        editedAt = try element.timestamp("edited_at")
        summary = try element.nonEmptyText("summary", maximum: EntityLimits.shortText)
        details = try element.optionalText("description", maximum: EntityLimits.longText)
        guard try element.element("start") != nil else { throw .missing(element.path("start")) }
        guard let start = try element.timestamp("start") else {
            throw .invalidTimestamp(element.path("start"))
        }
        self.start = start
        end = try element.timestamp("end")
        isAllDay = try element.boolean("all_day", default: false)
        timezone = try element.optionalText("timezone", maximum: EntityLimits.shortText)
        location = try Entities.Location(nestedIn: element)
        if let timezone, !Self.isTimezone(timezone) {
            throw .invalidValue(element.path("timezone"))
        }
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add(optional: "edited_at", editedAt)
        fields.add("summary", summary)
        fields.add(optional: "description", details)
        fields.add(optional: "start", start)
        fields.add(optional: "end", end)
        fields.add("all_day", isAllDay)
        fields.add(optional: "timezone", timezone)
        fields.add(location?.fields)
        return fields
    }

    /// Returns whether a text has two or three parts of at most 14 letters, underscores and
    /// hyphens.
    private static func isTimezone(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return (2...3).contains(parts.count)
            && parts.allSatisfy { part in
                part.count <= 14
                    && part.allSatisfy {
                        $0.isASCIILetter || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
                    }
            }
    }
}
