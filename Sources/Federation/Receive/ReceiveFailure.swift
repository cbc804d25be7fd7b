/// Why nothing came of something received.
enum ReceiveFailure: Error, Equatable, CustomStringConvertible {
    /// It will never be accepted.
    case refused(String)
    /// It may be accepted later: this pod, its network or its database was not able to judge it.
    case later(String)
    /// It may be accepted later: this pod asks others for as much as it has room for.
    case overloaded(String)
    /// It refers to what is not known here and could not be got. Strangers make that up at no cost.
    case missing(String)
    /// The pod of its sender says that there is nobody of that ID.
    case notThere(String)
    /// The database fails on it, and on all that is stored together with it.
    case unstorable(String)

    var description: String {
        switch self {
        case .refused(let reason), .later(let reason), .overloaded(let reason),
            .missing(let reason), .notThere(let reason), .unstorable(let reason):
            reason
        }
    }
}
