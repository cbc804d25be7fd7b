import Synchronization

/// Accounts of what clients hold of the pod at this moment: connections, requests, bytes of bodies.
///
/// Clients that hold nothing have no account, so that the accounts are as many as connections at most.
final class ClientLedger: Sendable {
    typealias ConnectionID = HeldConnections.ID

    private struct State {
        var held = HeldConnections()
        /// Bytes of bodies, by client.
        var bytes: [String: Int] = [:]
        var totalBytes = 0
    }

    private enum Admission {
        case admitted(closing: (@Sendable () -> Void)?)
        case refused(RequestRefusal)
    }

    let limits: ClientLimits
    private let state = Mutex(State())

    init(limits: ClientLimits) {
        self.limits = limits
    }

    /// Bytes of bodies that all clients hold.
    var bodyBytes: Int { state.withLock { $0.totalBytes } }

    /// Clients that hold anything.
    var accountCount: Int {
        state.withLock { Set($0.bytes.keys).union($0.held.clientNames).count }
    }

    // MARK: - Connections

    /// Notes a connection, which rests until something is asked. If all places are taken, one that rests makes room,
    /// of a client that holds more; if none does, the one that is answered longest of a client that holds several.
    ///
    /// - Parameter close: Closes the connection when it has to make room, on whatever thread it is called.
    /// - Returns: Its number, until ``disconnect(_:)``; nil if there is no room for it.
    func connect(_ client: String, close: @escaping @Sendable () -> Void) -> ConnectionID? {
        let (id, closeOther) = state.withLock { state -> (ConnectionID?, (@Sendable () -> Void)?) in
            guard case .admitted(let closeOther) = admit(client, &state.held) else {
                return (nil, nil)
            }
            return (state.held.open(client, close: close), closeOther)
        }
        closeOther?()
        return id
    }

    /// Forgets a connection; it may have had to make room before.
    func disconnect(_ id: ConnectionID) { state.withLock { $0.held.close(id) } }

    /// Notes that something is asked on a connection: from now on it is the last to make room.
    ///
    /// - Returns: Whether it is there still: else it is being closed already.
    func wake(_ id: ConnectionID) -> Bool { state.withLock { $0.held.wake(id) } }

    /// Notes that all that was asked on a connection has been answered.
    func rest(_ id: ConnectionID) { state.withLock { $0.held.rest(id) } }

    /// Notes a request through a web server in front, like a connection.
    ///
    /// - Returns: Why the client may not have one more; nil if it may, until ``endRequest(of:)``.
    func beginRequest(of client: String) -> RequestRefusal? {
        let admission = state.withLock { state in
            let admission = admit(client, &state.held)
            if case .admitted = admission { state.held.beginRequest(of: client) }
            return admission
        }
        switch admission {
        case .refused(let refusal): return refusal
        case .admitted(let closeOther):
            closeOther?()
            return nil
        }
    }

    func endRequest(of client: String) { state.withLock { $0.held.endRequest(of: client) } }

    private func admit(_ client: String, _ held: inout HeldConnections) -> Admission {
        let own = held.count(of: client)
        let left = limits.connections - held.count + own
        let share = max(limits.fewConnections, left / 4)
        guard own < min(limits.connectionsPerClient, share) else { return .refused(.tooMuchOfOne) }
        guard held.count >= limits.connections else { return .admitted(closing: nil) }
        // Several answers of one client, none of which comes to its end, are given up for one who has none.
        guard
            let close = held.makeRoom(holdingMoreThan: own)
                ?? held.cutAnswer(holdingMoreThan: max(own, limits.fewConnections / 2))
        else { return .refused(.full) }
        return .admitted(closing: close)
    }

    // MARK: - Bodies

    /// Reserves room for bytes of a body before they are kept.
    ///
    /// - Parameter held: Bytes of the same body that have room already.
    /// - Returns: Why there is none; nil if there is, until ``release(_:of:)``.
    func reserve(_ bytes: Int, of client: String, beside held: Int = 0) -> RequestRefusal? {
        state.withLock { state in
            if let refusal = refusal(bytes, client, held, state) { return refusal }
            state.bytes[client, default: 0] += bytes
            state.totalBytes += bytes
            return nil
        }
    }

    /// Returns why a body of that many bytes would have no room now; nil if it would.
    func refusal(announcing bytes: Int, of client: String) -> RequestRefusal? {
        state.withLock { refusal(bytes, client, 0, $0) }
    }

    func release(_ bytes: Int, of client: String) {
        guard bytes > 0 else { return }
        state.withLock { state in
            state.totalBytes -= bytes
            let left = (state.bytes[client] ?? 0) - bytes
            state.bytes[client] = left > 0 ? left : nil
        }
    }

    private func refusal(
        _ bytes: Int, _ client: String, _ held: Int, _ state: State
    ) -> RequestRefusal? {
        let own = state.bytes[client] ?? 0
        let left = limits.bodyBytes - state.totalBytes + own
        let share = min(limits.bodyBytesPerClient, max(limits.shortBodyBytes, left / 4))
        if own + bytes > share { return .tooMuchOfOne }
        let isShort = held + bytes <= limits.shortBodyBytes
        let room = isShort ? limits.bodyBytes : limits.bodyBytes / 4 * 3
        return state.totalBytes + bytes > room ? .full : nil
    }
}
