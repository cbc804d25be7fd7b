/// A reason why there is no usable configuration.
enum ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// The file named with `--config` is not there.
    case notFound(file: String)
    case unreadable(file: String, reason: String)
    case tooLarge(file: String, maximumBytes: Int)
    case notUTF8(file: String, line: Int)
    /// Every problem of file and environment, in the order of lines; never empty.
    case invalid([ConfigurationProblem])
    /// A file or folder that a setting names is not there.
    case missing(setting: String, path: String)

    /// The texts of all problems, each meant to follow an `error: ` of its own.
    var descriptions: [String] {
        guard case .invalid(let problems) = self else { return [description] }
        return problems.map(\.description)
    }

    var description: String {
        switch self {
        case .notFound(let file):
            "\(file): there is no such file\n"
                + "       check --config, or leave it out to use the data folder's dandelion.toml"
        case .unreadable(let file, let reason):
            "\(file): cannot be read: \(reason)"
        case .tooLarge(let file, let maximumBytes):
            "\(file): is larger than \(maximumBytes) bytes, too large for a configuration\n"
                + "       check whether this is the right file"
        case .notUTF8(let file, let line):
            "\(file):\(line): this line is not UTF-8\n       save the file in UTF-8"
        case .invalid(let problems):
            problems.map(\.description).joined(separator: "\n")
        case .missing(let setting, let path):
            "\(setting): there is nothing at \(path)\n       correct the setting, or remove it"
        }
    }
}
