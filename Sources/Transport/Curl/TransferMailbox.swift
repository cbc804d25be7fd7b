import Synchronization

/// Brings what tasks ask for to the thread of the loop.
final class TransferMailbox: Sendable {
    enum Command: Sendable {
        case start(TransferOrder)
        case cancel(id: UInt64)
        /// Let running transfers end within the grace, then resume.
        case shutDown(grace: Duration, CheckedContinuation<Void, Never>)
        /// Nobody is left who could ask.
        case stop
    }

    private struct State {
        var commands: [Command] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let multi: MultiHandle

    init(waking multi: MultiHandle) {
        self.multi = multi
    }

    /// Whether the command was taken: not once the loop has ended.
    func post(_ command: Command) -> Bool {
        let (isTaken, isFirst) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.commands.append(command)
            return (true, state.commands.count == 1)
        }
        if isFirst { multi.wake() }
        return isTaken
    }

    func takeAll() -> [Command] {
        state.withLock { state in
            let commands = state.commands
            state.commands = []
            return commands
        }
    }

    /// Takes no more commands, and hands out those that came meanwhile.
    func close() -> [Command] {
        state.withLock { state in
            state.isClosed = true
            let commands = state.commands
            state.commands = []
            return commands
        }
    }
}
