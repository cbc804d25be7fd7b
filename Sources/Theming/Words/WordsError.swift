/// Why no catalogue of the interface's texts could be had.
public enum WordsError: Error, Equatable, CustomStringConvertible {
    /// No catalogue is written in this language, nor in the language it is a variety of.
    case unknownLanguage(String, available: [String])
    /// The catalogue is not the TOML that ``Words`` describes.
    case unreadable(language: String, reason: String)
    /// The catalogue lacks texts or plurals that the program asks for.
    case incomplete(language: String, keys: [String])

    public var description: String {
        switch self {
        case .unknownLanguage(let tag, let available):
            "there is no text of the interface in the language \"\(tag)\""
                + " (there is: \(available.joined(separator: ", ")))"
        case .unreadable(let language, let reason):
            "the texts in the language \"\(language)\" cannot be read: \(reason)"
        case .incomplete(let language, let keys):
            "the texts in the language \"\(language)\" lack \(keys.joined(separator: ", "))"
        }
    }
}
