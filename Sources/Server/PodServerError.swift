/// Failures of a server that a podmin can do something about.
public enum PodServerError: Error, Equatable, CustomStringConvertible {
    /// Another program listens on the port.
    case portInUse(Int)

    public var description: String {
        switch self {
        case .portInUse(let port): "port \(port) is in use"
        }
    }
}
