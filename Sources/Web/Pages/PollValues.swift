internal import Store
internal import Theming

/// A poll as the template `poll` shows it: a form to somebody who has not voted, then the result.
struct PollValues {
    let poll: ReadablePoll
    /// The `id` of the post on its page, with which those of the answers begin.
    let anchor: String

    func values(_ words: Words) -> TemplateRecord {
        guard poll.hasVoted else {
            let choices = poll.answers.enumerated().map { number, answer in
                ["id": "\(anchor)~\(number + 1)", "guid": answer.guid, "text": answer.text]
                    as TemplateRecord
            }
            return ["isOpen": true, "question": poll.question, "choices": choices]
        }
        let shown = PostValues.Poll(
            question: poll.question, answers: poll.answers.map { ($0.text, $0.voteCount) })
        var result = shown.result(words)
        result["yourVote"] = poll.answers.first(where: \.isChosen).map {
            words.text(.appYourVote, ["answer": "\u{2068}\($0.text)\u{2069}"])
        }
        return ["isOpen": false, "result": result]
    }
}
