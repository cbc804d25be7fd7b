/// Why an import did not start; nothing was changed.
public enum ImportError: Error, Equatable, CustomStringConvertible {
    case notFound(path: String)
    case notAFolder(path: String)
    case unreadable(path: String)
    case running

    public var description: String {
        switch self {
        case .notFound(let path): "there is no folder \(path)"
        case .notAFolder(let path):
            "\(path) is a file; name the folder that holds the posts"
        case .unreadable(let path):
            "\(path) cannot be read; check the owner and the permissions"
        case .running: "another import into this pod is running; wait until it is done"
        }
    }
}
