/// A failure of a confined program.
public enum ConfinedProcessError: Error, Equatable, CustomStringConvertible {
    /// An exit with this code, other than 0.
    case exited(code: Int)
    /// SIGXCPU if it computed for too long.
    case signaled(signal: Int)
    case outOfTime
    /// The task was cancelled; nothing is known of the input.
    case cancelled
    /// A failure to start, which says nothing of the input.
    case notStarted(reason: String)
    /// Output beyond the limit, or output that could not be read any more.
    case failed(reason: String)

    /// Whether nothing is known of the input: the program is not there, or the machine has no room for another
    /// process. 126 and 127 are what `prlimit`, `env` and the loader of programs end with if there is none.
    public var isOfMachine: Bool {
        switch self {
        case .notStarted, .exited(126), .exited(127): true
        case .exited, .signaled, .outOfTime, .cancelled, .failed: false
        }
    }

    public var description: String {
        switch self {
        case .exited(let code): "the program ended with \(code)"
        case .signaled(let signal): "the program was ended by signal \(signal)"
        case .outOfTime: "the program took too long"
        case .cancelled: "the program was not run to its end, because the pod is stopping"
        case .notStarted(let reason), .failed(let reason): reason
        }
    }
}
