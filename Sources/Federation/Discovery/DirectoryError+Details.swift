internal import Diaspora
public import DomainErrors

extension DirectoryError {
    public enum Code: String, ErrorCode {
        case notThere = "person_not_there"
        case unreachable = "person_unreachable"
        case notBelieved = "person_not_believed"
        case takenGUID = "taken_guid"
        case otherGUID = "other_guid"
        case unreadable = "person_unreadable"
        case blocked = "person_blocked"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .notThere(let id): ErrorDetails(.notThere, .person, ["id": .text("\(id)")])
        case .unreachable(let id, let error):
            ErrorDetails(
                .unreachable, .person, ["id": .text("\(id)"), "cause": .error(error.record)])
        case .notBelieved(let id, let error):
            ErrorDetails(
                .notBelieved, .person, ["id": .text("\(id)"), "reason": .text("\(error)")])
        case .takenGUID(let id): ErrorDetails(.takenGUID, .person, ["id": .text("\(id)")])
        case .otherGUID(let id): ErrorDetails(.otherGUID, .person, ["id": .text("\(id)")])
        case .unreadable(let id): ErrorDetails(.unreadable, .person, ["id": .text("\(id)")])
        case .blocked(let id): ErrorDetails(.blocked, .person, ["id": .text("\(id)")])
        }
    }
}
