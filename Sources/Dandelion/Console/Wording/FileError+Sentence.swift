import Store

extension FileError: WordedError {
    var sentence: String {
        switch self {
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }
}
