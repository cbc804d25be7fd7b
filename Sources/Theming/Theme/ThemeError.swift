/// A mistake in a theme, described for the podmin who is writing it.
public enum ThemeError: Error, Equatable, CustomStringConvertible {
    case notFound(name: String, folders: [String])
    case manifest(path: String, reason: String)
    case contract(path: String, found: Int, known: Int)
    case circular(name: String)
    case template(path: String, line: Int, reason: String)
    case missingTemplate(name: String, theme: String)
    case tooLarge(path: String, limit: Int)
    case unreadable(path: String, reason: String)

    public var description: String {
        switch self {
        case .notFound(let name, let folders):
            "there is no theme \"\(name)\" inside the program or in \(folders.joined(separator: ", "))"
        case .manifest(let path, let reason): "\(path): \(reason)"
        case .contract(let path, let found, let known):
            "\(path): written for contract \(found), this Dandelion knows \(known); see docs/themes.md"
        case .circular(let name): "theme \"\(name)\" extends itself"
        case .template(let path, let line, let reason): "\(path):\(line): \(reason)"
        case .missingTemplate(let name, let theme):
            "theme \"\(theme)\" and those it extends have no templates/\(name).mustache"
        case .tooLarge(let path, let limit):
            "\(path) is larger than \(limit / 1_048_576) MB"
        case .unreadable(let path, let reason): "\(path): \(reason)"
        }
    }
}
