import Federation

extension FetchError: WordedError {
    var sentence: String {
        switch self {
        case .blocked: description + StoredReason.unblocking
        case .transport, .notThere, .status, .unknown, .leftThePod: description
        }
    }
}
