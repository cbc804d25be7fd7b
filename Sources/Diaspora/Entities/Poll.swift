extension Entities {
    /// A question of a post with its answers, of which there are two at least.
    public struct Poll: Equatable, Sendable {
        public var guid: GUID
        public var question: String
        public var answers: [PollAnswer]

        public init(guid: GUID, question: String, answers: [PollAnswer]) {
            self.guid = guid
            self.question = question
            self.answers = answers
        }
    }
}

extension Entities.Poll {
    static let name = "poll"

    init?(nestedIn parent: EntityElement) throws(EntityError) {
        guard let element = try parent.nested(Self.name) else { return nil }
        guid = try element.guid("guid")
        question = try element.nonEmptyText("question", maximum: EntityLimits.shortText)
        answers = []
        for answer in try element.list("poll_answer", maximum: EntityLimits.pollAnswers) {
            answers.append(try Entities.PollAnswer(reading: answer))
        }
        guard answers.count >= 2 else {
            throw .tooFew(element.path("poll_answer"), minimum: 2)
        }
    }

    var fields: EntityFields {
        var fields = EntityFields(Self.name)
        fields.add("guid", guid)
        fields.add("question", question)
        fields.add("poll_answer", plural: "poll_answers", answers.map(\.fields))
        return fields
    }
}
