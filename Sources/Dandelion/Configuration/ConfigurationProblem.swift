/// One thing that is wrong with the configuration, where it stands and what to do about it.
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
        return "\(start): \(message)" + (remedy.map { "\n       \($0)" } ?? "")
    }
}
