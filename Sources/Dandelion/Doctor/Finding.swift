/// A judgement of one of the doctor's checks, with the remedy where a hand is needed.
struct Finding: Sendable, Equatable {
    enum Urgency: String, Sendable, Encodable, CaseIterable {
        /// A failure, a loss or an open secret: exit code 1.
        case problem
        /// A failure to come, or a fact that the podmin alone can judge.
        case warning
        case ok
    }

    let urgency: Urgency
    let text: String
    /// A line to type, or a thing to do; nil if all is well.
    let remedy: String?

    static func ok(_ text: String) -> Finding {
        Finding(urgency: .ok, text: text, remedy: nil)
    }

    static func warning(_ text: String, remedy: String) -> Finding {
        Finding(urgency: .warning, text: text, remedy: remedy)
    }

    static func problem(_ text: String, remedy: String?) -> Finding {
        Finding(urgency: .problem, text: text, remedy: remedy)
    }

    /// Makes a problem of each text of an error, which has its remedy on the next line or behind a semicolon.
    ///
    /// - Parameter otherwise: The remedy of a text that has none.
    static func problem(_ error: any Error, otherwise: String? = nil) -> [Finding] {
        ErrorText.texts(for: error).map { text in
            let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
            let first = lines.first ?? ""
            guard lines.count == 1, let end = first.firstRange(of: "; ") else {
                let remedy = lines.dropFirst().joined(separator: "; ")
                return .problem(String(first), remedy: remedy.isEmpty ? otherwise : remedy)
            }
            return .problem(
                String(first[..<end.lowerBound]), remedy: String(first[end.upperBound...]))
        }
    }
}
