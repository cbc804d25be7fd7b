/// A fault in the configuration, where it is and how to correct it.
struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    var place: Place
    var message: String
    var remedy: String?

    enum Place: Sendable, Equatable {
        /// A line of a file, counted from 1; `nil` if it is not known.
        case file(String, line: Int?)
        case environment
    }

    /// Lines as they follow `error: `; the remedy stands on a second one, below the message.
    var description: String {
        let start =
            switch place {
            case .file(let name, let line): line.map { "\(name):\($0)" } ?? name
            case .environment: "environment"
            }
        let end = remedy.map { "\n       \(Self.printable($0))" } ?? ""
        return "\(start): \(Self.printable(message))" + end
    }

    /// Returns a text without control characters, cut to 300 characters, as messages quote what
    /// people wrote.
    private static func printable(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let short = kept.prefix(300)
        return String(String.UnicodeScalarView(short)) + (short.count < kept.count ? "…" : "")
    }
}
