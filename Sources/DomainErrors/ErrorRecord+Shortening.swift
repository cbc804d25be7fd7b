internal import Escaping

/// Records of bounded size, whose values can be shown anywhere.
extension ErrorRecord {
    /// Bytes that are kept of each value.
    struct Bounds {
        let text: Int
        /// Of all texts of a list, as JSON has them.
        let list: Int

        /// The bounds that a reader of a record accepts.
        static let widest = Bounds(text: 400, list: .max)
        /// The bounds that a writer tries, in this order, until the record fits.
        static let all = [widest, Bounds(text: 200, list: 400), Bounds(text: 80, list: 160)]
    }

    /// Escapes the values, and cuts those that are longer; an ellipsis stands for what is left out.
    func escaped(within bounds: Bounds) -> ErrorRecord {
        ErrorRecord(
            code: code, field: field, values: values.mapValues { Self.escaped($0, within: bounds) })
    }

    private static func escaped(_ value: ErrorValue, within bounds: Bounds) -> ErrorValue {
        switch value {
        case .text(let text): .text(escaped(text, within: bounds))
        case .number: value
        case .list(let list): .list(escaped(list, within: bounds))
        case .error(let record): .error(record.escaped(within: bounds))
        }
    }

    private static func escaped(_ list: [String], within bounds: Bounds) -> [String] {
        let quotesAndComma = 3
        var kept: [String] = []
        var bytes = 0
        for text in list {
            let text = escaped(text, within: bounds)
            bytes += text.utf8.count + quotesAndComma
            guard bytes <= bounds.list else { return kept + ["…"] }
            kept.append(text)
        }
        return kept
    }

    private static func escaped(_ text: String, within bounds: Bounds) -> String {
        EscapedText(text, maximumBytes: bounds.text).description
    }
}
