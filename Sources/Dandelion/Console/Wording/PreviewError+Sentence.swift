import Site

extension PreviewError: WordedError {
    var sentence: String {
        switch self {
        case .inUse:
            "another `post preview` or `build --watch --drafts` shows drafts of this pod; end it first"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }
}
