/// A failure of a confined program.
public enum ConfinedProcessError: Error, Equatable, CustomStringConvertible {
    /// An exit with this code, other than 0.
    case exited(code: Int)
    /// SIGXCPU if it computed for too long.
    case signaled(signal: Int)
    case outOfTime
    /// The task was cancelled; nothing is known of the input.
    case cancelled
    /// A failure to start, or output beyond the limit.
    case failed(reason: String)

    public var description: String {
        switch self {
        case .exited(let code): "the program ended with \(code)"
        case .signaled(let signal): "the program was ended by signal \(signal)"
        case .outOfTime: "the program took too long"
        case .cancelled: "the program was not run to its end, because the pod is stopping"
        case .failed(let reason): reason
        }
    }
}
