import DomainErrors
import Foundation

/// The values of an error, as English sentences show them.
struct SentenceValues {
    private let values: [String: ErrorValue]

    init(_ values: [String: ErrorValue]) {
        self.values = values
    }

    /// The value of a name; the name in braces if there is none, as in records of older versions.
    subscript(name: String) -> String {
        switch values[name] {
        case .text(let text): text
        case .number(let number): Self.grouped(number)
        case .list(let list): list.joined(separator: ", ")
        case .error(let record): ErrorSentence.text(for: record)
        case nil: "{\(name)}"
        }
    }

    func number(_ name: String) -> Int? {
        guard case .number(let number) = values[name] else { return nil }
        return number
    }

    func list(_ name: String) -> [String] {
        guard case .list(let list) = values[name] else { return [] }
        return list
    }

    /// A number without grouping.
    func digits(_ name: String) -> String { number(name).map(String.init) ?? self[name] }

    /// A number of bytes in megabytes, without grouping.
    func megabytes(_ name: String) -> String {
        number(name).map { String($0 / 1_048_576) } ?? self[name]
    }

    /// A number as a word, if it is below ten.
    func spelled(_ name: String) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        guard let number = number(name), words.indices.contains(number) else { return self[name] }
        return words[number]
    }

    private static func grouped(_ number: Int) -> String {
        number.formatted(.number.grouping(.automatic).locale(Locale(identifier: "en")))
    }
}
