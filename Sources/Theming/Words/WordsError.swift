/// The reason why no catalogue of the interface's texts can be used.
public enum WordsError: Error, Equatable, CustomStringConvertible {
    /// A language in which no catalogue is written, nor in the language of which it is a variety.
    case unknownLanguage(String, available: [String])
    /// A catalogue that is not the TOML that ``Words`` describes.
    case unreadable(language: String, reason: String)
    /// A catalogue that lacks texts or plurals that the program needs.
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
