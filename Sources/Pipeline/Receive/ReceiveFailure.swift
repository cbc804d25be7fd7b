/// Why nothing came of something received.
enum ReceiveFailure: Error, Equatable, CustomStringConvertible {
    /// It will never be accepted.
    case refused(String)
    /// It may be accepted later: something that it needs is not here yet, or could not be got.
    case later(String)

    var description: String {
        switch self {
        case .refused(let reason), .later(let reason): reason
        }
    }
}
