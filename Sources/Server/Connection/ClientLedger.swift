import Synchronization

/// Accounts of what clients hold of the pod at this moment: connections, requests, bytes of bodies.
///
/// Clients that hold nothing have no account, so that the accounts are as many as connections at most.
final class ClientLedger: Sendable {
    private struct Account {
        var connections = 0
        var bytes = 0
    }

    private struct State {
        var accounts: [String: Account] = [:]
        var connections = 0
        var bytes = 0
    }

    let limits: ClientLimits
    private let state = Mutex(State())

    init(limits: ClientLimits) {
        self.limits = limits
    }

    /// Bytes of bodies that all clients hold.
    var bodyBytes: Int { state.withLock { $0.bytes } }

    /// Clients that hold anything.
    var accountCount: Int { state.withLock { $0.accounts.count } }

    /// Notes a connection, or a request through a web server in front.
    ///
    /// - Returns: Whether the client may have one more; then ``close(_:)`` ends it.
    func open(_ client: String) -> Bool {
        state.withLock { state in
            let held = state.accounts[client]?.connections ?? 0
            let left = limits.connections - state.connections + held
            let share = max(limits.fewConnections, left / 4)
            guard held < min(limits.connectionsPerClient, share) else { return false }
            state.accounts[client, default: Account()].connections += 1
            state.connections += 1
            return true
        }
    }

    func close(_ client: String) {
        state.withLock { $0.connections -= 1 }
        change(client) { $0.connections -= 1 }
    }

    /// Takes room for bytes of a body before they are kept.
    ///
    /// - Parameter held: Bytes of the same body that have room already.
    /// - Returns: Why there is none; nil if there is, until ``release(_:of:)``.
    func reserve(_ bytes: Int, of client: String, beside held: Int = 0) -> RequestRefusal? {
        state.withLock { state in
            if let refusal = refusal(bytes, client, held, state) { return refusal }
            state.accounts[client, default: Account()].bytes += bytes
            state.bytes += bytes
            return nil
        }
    }

    /// Tells whether a body of that many bytes would have room now.
    func refusal(announcing bytes: Int, of client: String) -> RequestRefusal? {
        state.withLock { refusal(bytes, client, 0, $0) }
    }

    func release(_ bytes: Int, of client: String) {
        guard bytes > 0 else { return }
        state.withLock { $0.bytes -= bytes }
        change(client) { $0.bytes -= bytes }
    }

    private func refusal(
        _ bytes: Int, _ client: String, _ held: Int, _ state: State
    ) -> RequestRefusal? {
        let own = state.accounts[client]?.bytes ?? 0
        let left = limits.bodyBytes - state.bytes + own
        let share = min(limits.bodyBytesPerClient, max(limits.shortBodyBytes, left / 4))
        if own + bytes > share { return .tooMuchOfOne }
        let isShort = held + bytes <= limits.shortBodyBytes
        let room = isShort ? limits.bodyBytes : limits.bodyBytes / 4 * 3
        return state.bytes + bytes > room ? .full : nil
    }

    private func change(_ client: String, _ change: (inout Account) -> Void) {
        state.withLock { state in
            var account = state.accounts[client] ?? Account()
            change(&account)
            let isEmpty = account.connections <= 0 && account.bytes <= 0
            state.accounts[client] = isEmpty ? nil : account
        }
    }
}
