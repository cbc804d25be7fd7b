import Federation

extension DirectoryError: WordedError {
    var sentence: String {
        switch self {
        case .unreachable(let id, let error): "\(id) could not be looked up: \(error.sentence)"
        case .otherGUID(let id): description + StoredReason.renewal(.otherGUID, of: id)
        case .blocked: description + StoredReason.unblocking
        case .notThere, .notBelieved, .takenGUID, .unreadable: description
        }
    }
}
