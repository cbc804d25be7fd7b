import Synchronization

/// Brings what tasks ask for to the thread of the loop.
final class TransferMailbox: Sendable {
    enum Command: Sendable {
        case start(TransferOrder)
        case cancel(id: UInt64)
        /// Let running transfers end within the grace, then resume.
        case shutDown(grace: Duration, CheckedContinuation<Void, Never>)
        /// The end of the loop: no client is left that could send a request.
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

    /// Posts a command to the loop.
    ///
    /// - Returns: Whether the loop accepted the command, which it no longer does once it has ended.
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

    /// Refuses further commands, and returns those that arrived meanwhile.
    func close() -> [Command] {
        state.withLock { state in
            state.isClosed = true
            let commands = state.commands
            state.commands = []
            return commands
        }
    }
}
