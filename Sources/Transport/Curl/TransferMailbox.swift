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
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.commands.append(command)
            // Under the lock: once the mailbox is closed, the handle is too.
            if state.commands.count == 1 { multi.wake() }
            return true
        }
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
