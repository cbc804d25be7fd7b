internal import Composing
internal import Hummingbird
internal import Store
internal import Theming

/// The page for writing, with what was typed.
struct ComposerPage {
    /// Answers of a poll that the page has room for, beyond those that were typed.
    private static let emptyAnswers = 2
    private static let leastAnswers = 4

    private let visit: Visit
    private let fields: FormFields
    /// The text as readers will see it.
    var preview: Rendering?

    init(_ visit: Visit, _ fields: FormFields) {
        self.visit = visit
        self.fields = fields
    }

    func response(_ problem: FormProblem? = nil) throws -> Response {
        let (words, typed) = (visit.frame.words, PostForm(fields))
        let aspects = try visit.read { try $0.aspects() }.map { aspect in
            [
                "id": "aspect-\(aspect.id)", "name": aspect.name,
                "people": words.plural(.people, count: aspect.memberCount),
                "isChosen": typed.aspects.contains(aspect.name),
            ] as TemplateRecord
        }
        var values: TemplateRecord = [
            "form": [
                "token": try visit.token(), "key": fields["key"] ?? visit.newKey(),
                "text": typed.text, "isPublic": typed.isForEveryone,
                "hasAspects": !aspects.isEmpty, "aspects": aspects,
                "pollQuestion": typed.pollQuestion, "pollAnswers": pollAnswers(typed, words),
                "hasPoll": !typed.pollQuestion.isEmpty || !typed.pollAnswers.isEmpty
                    || problem?.field == "poll",
                "place": typed.place, "hasPlace": !typed.place.isEmpty,
            ] as TemplateRecord
        ]
        if let preview {
            values["preview"] = PreviewValues(preview).values
        }
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .composer, title: words.text(.appComposerTitle), status: problem?.status ?? .ok, values)
    }

    private func pollAnswers(_ typed: PostForm, _ words: Words) -> [TemplateRecord] {
        let answers = typed.pollAnswers
        let count = max(Self.leastAnswers, answers.count + Self.emptyAnswers)
        return (0..<count).map { index in
            [
                "id": "poll-answer-\(index + 1)",
                "label": words.text(.appPollAnswer, ["number": words.number(index + 1)]),
                "value": answers.indices.contains(index) ? answers[index] : "",
            ]
        }
    }
}
