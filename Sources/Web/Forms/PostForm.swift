internal import Composing

/// A post as somebody typed it on the page for writing, with the audience that they chose.
struct PostForm: Sendable {
    /// The fields of the page by their `id`.
    static let fields: Set<String> = ["text", "aspects", "poll", "location"]

    private let typed: FormFields

    init(_ fields: FormFields) { typed = fields }

    var text: String { typed["text"] ?? "" }
    var aspects: [String] { typed.values("aspect") }
    var isForEveryone: Bool { typed["audience"] == "everyone" }
    var pollQuestion: String { typed["poll_question"] ?? "" }
    /// The answers that are not empty.
    var pollAnswers: [String] { typed.values("poll_answer").filter { !$0.isBlank } }
    var place: String { typed["place"] ?? "" }

    /// The audience; nil if both everyone and aspects were chosen.
    var audience: Audience? {
        guard isForEveryone else { return .aspects(aspects) }
        return aspects.isEmpty ? .everyone : nil
    }

    /// The content of the post. Answers without a question are a poll that ``PostContent`` refuses.
    func content() -> PostContent {
        var poll: PostContent.Poll?
        if !pollQuestion.isBlank || !pollAnswers.isEmpty {
            poll = PostContent.Poll(
                question: pollQuestion.isBlank ? "" : pollQuestion, answers: pollAnswers)
        }
        return PostContent(
            text: text, poll: poll,
            location: place.isBlank ? nil : PostContent.Location(address: place))
    }

    /// All of it, part by part, by which a second submission is known.
    var parts: [String] {
        ["post", typed["audience"] ?? "", text, pollQuestion, place]
            + ["\(pollAnswers.count)"] + pollAnswers + aspects
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
