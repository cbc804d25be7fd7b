import DomainErrors

@testable import Dandelion

/// The tables of docs/errors.md: a section for each type, a row for each code.
enum ErrorReference {
    static var text: String { ErrorSamples.all.map(section).joined(separator: "\n") }

    private static func section(_ samples: ErrorSamples) -> String {
        """
        ## \(samples.type)

        | code | field | values | the command line |
        |---|---|---|---|
        \(samples.errors.map(row).joined(separator: "\n"))

        """
    }

    private static func row(_ error: any WordedError) -> String {
        let record = error.record
        let values = record.values.sorted { $0.key < $1.key }
            .map { "`\($0.key)`\(kind($0.value))" }
        let sentence = error.sentence.split(separator: "\n")
            .map { $0.drop { $0 == " " } }.joined(separator: "<br>")
            .replacing("|", with: "\\|").replacing("*", with: "\\*")
        return
            "| `\(record.code)` | \(record.field?.rawValue ?? "") | \(values.joined(separator: ", ")) "
            + "| \(sentence) |"
    }

    private static func kind(_ value: ErrorValue) -> String {
        switch value {
        case .text: ""
        case .number: " (number)"
        case .list: " (list)"
        case .error: " (error)"
        }
    }
}
