import Importing

extension ImportError: WordedError {
    var sentence: String {
        switch self {
        case .notFound(let path): "there is no folder \(path)"
        case .notAFolder(let path): "\(path) is a file; name the folder that holds the posts"
        case .unreadable(let path): "\(path) cannot be read; check the owner and the permissions"
        case .running: "another import into this pod is running; wait until it is done"
        }
    }
}
