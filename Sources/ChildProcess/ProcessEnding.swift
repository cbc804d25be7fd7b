/// The way in which a process ended.
enum ProcessEnding: Equatable {
    case exited(Int)
    case signaled(Int)

    /// - Parameter status: As `waitpid` reports it.
    init(status: Int32) {
        let signal = Int(status & 0x7F)
        self = signal == 0 ? .exited(Int(status >> 8 & 0xFF)) : .signaled(signal)
    }
}
