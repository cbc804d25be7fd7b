extension PostValues {
    /// A poll with the votes so far.
    public struct Poll: Sendable {
        public var question: String
        public var answers: [(text: String, count: Int)]

        public init(question: String, answers: [(text: String, count: Int)]) {
            self.question = question
            self.answers = answers
        }

        /// The question and the answers alone.
        var values: TemplateRecord {
            [
                "question": question,
                "answers": answers.map { ["text": $0.text] as TemplateRecord },
            ]
        }

        /// Returns the poll with its result, if anybody has voted.
        package func result(_ words: Words) -> TemplateRecord {
            let total = answers.reduce(0) { $0 + $1.count }
            guard total > 0 else {
                var values = values
                values["isEmpty"] = true
                return values
            }
            let shares = answers.map { answer -> TemplateRecord in
                let percent = (100 * answer.count + total / 2) / total
                let votes = words.plural(.votes, count: answer.count)
                return [
                    "text": answer.text, "count": words.number(answer.count), "votes": votes,
                    "share": words.text(
                        .pollShare, ["votes": votes, "percent": words.number(percent)]),
                    "percent": String(percent), "step": String((percent + 2) / 5),
                ]
            }
            return [
                "isEmpty": false, "hasResult": true, "question": question, "answers": shares,
                "total": words.plural(.pollTotal, count: total),
            ]
        }
    }
}
