extension Entities {
    /// An answer that a poll offers.
    public struct PollAnswer: Equatable, Sendable {
        public var guid: GUID
        public var answer: String

        public init(guid: GUID, answer: String) {
            self.guid = guid
            self.answer = answer
        }
    }
}

extension Entities.PollAnswer {
    static let name = "poll_answer"

    init(reading element: EntityElement) throws(EntityError) {
        guid = try element.guid("guid")
        answer = try element.nonEmptyText("answer", maximum: EntityLimits.shortText)
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("guid", guid)
        fields.add("answer", answer)
        return fields
    }
}
