extension Entities {
    /// Somebody's vote in a poll.
    public struct PollParticipation: Relayable, Equatable {
        public let author: DiasporaID
        public let guid: GUID
        /// The poll.
        public let parentGUID: GUID
        public let pollAnswerGUID: GUID
        public let elements: [SignedElement]
        public var authorSignature: String?

        public init(author: DiasporaID, guid: GUID, parentGUID: GUID, pollAnswerGUID: GUID) {
            self.author = author
            self.guid = guid
            self.parentGUID = parentGUID
            self.pollAnswerGUID = pollAnswerGUID
            elements = [SignedElement](
                declared: Self.fields(author, guid, parentGUID, pollAnswerGUID))
        }

        public var parentType: ParentType { .poll }
    }
}

extension Entities.PollParticipation {
    static let name = "poll_participation"

    init(reading element: EntityElement) throws(EntityError) {
        author = try element.diasporaID("author")
        guid = try element.guid("guid")
        parentGUID = try element.guid("parent_guid")
        pollAnswerGUID = try element.guid("poll_answer_guid")
        elements = [SignedElement](
            received: element,
            understood: Self.fields(author, guid, parentGUID, pollAnswerGUID))
        authorSignature = try element.optionalText(
            "author_signature", maximum: EntityLimits.signature)
    }

    var fields: EntityFields {
        Self.fields(author, guid, parentGUID, pollAnswerGUID)
    }

    private static func fields(
        _ author: DiasporaID, _ guid: GUID, _ parentGUID: GUID, _ pollAnswerGUID: GUID
    ) -> EntityFields {
        var fields = EntityFields(name)
        fields.add("author", author)
        fields.add("guid", guid)
        fields.add("parent_guid", parentGUID)
        fields.add("poll_answer_guid", pollAnswerGUID)
        return fields
    }
}
