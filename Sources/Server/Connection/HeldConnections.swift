/// The connections that clients hold, those on which nothing is asked in the order in which they may be closed.
///
/// Each change, and finding the one to close, takes a constant number of steps on average.
struct HeldConnections {
    typealias ID = UInt64

    private struct Connection {
        let client: String
        let close: @Sendable () -> Void
    }

    private struct Client {
        /// Connections, and requests through a web server in front.
        var count = 0
        /// Its connections on which nothing is asked, the one that rests longest first.
        var resting = LeavingQueue<ID>()

        /// Where it stands among those of which a connection may be closed.
        var rank: Int? { resting.isEmpty ? nil : count }
    }

    private var connections: [ID: Connection] = [:]
    private var clients: [String: Client] = [:]
    /// The clients with resting connections, by how many they hold.
    private var ranks: [LeavingQueue<String>] = []
    /// Of the client that holds most, or more.
    private var highestRank = 0
    private var lastID: ID = 0
    private(set) var count = 0

    /// Those that hold anything.
    var clientNames: some Collection<String> { clients.keys }

    func count(of client: String) -> Int { clients[client]?.count ?? 0 }

    // MARK: - Requests through a web server in front

    mutating func beginRequest(of client: String) {
        change(client) { $0.count += 1 }
        count += 1
    }

    mutating func endRequest(of client: String) {
        change(client) { $0.count -= 1 }
        count -= 1
    }

    // MARK: - Connections

    /// Adds a connection, which rests until something is asked.
    ///
    /// - Parameter close: Closes it, on whatever thread it is called.
    mutating func open(_ client: String, close: @escaping @Sendable () -> Void) -> ID {
        lastID += 1
        connections[lastID] = Connection(client: client, close: close)
        change(client) { [lastID] in
            $0.count += 1
            $0.resting.append(lastID)
        }
        count += 1
        return lastID
    }

    /// Removes a connection, unless it had to make room.
    mutating func close(_ id: ID) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        change(connection.client) {
            $0.count -= 1
            $0.resting.remove(id)
        }
        count -= 1
    }

    /// - Returns: Whether the connection is still there: it may have had to make room.
    mutating func wake(_ id: ID) -> Bool {
        guard let connection = connections[id] else { return false }
        change(connection.client) { $0.resting.remove(id) }
        return true
    }

    mutating func rest(_ id: ID) {
        guard let connection = connections[id] else { return }
        change(connection.client) { $0.resting.append(id) }
    }

    /// Removes the connection that rests longest of the client that holds most, if that holds more than so many.
    ///
    /// - Returns: What closes it; nil if there is none.
    mutating func makeRoom(holdingMoreThan count: Int) -> (@Sendable () -> Void)? {
        while highestRank > count, ranks[highestRank].isEmpty { highestRank -= 1 }
        guard highestRank > count, let client = ranks[highestRank].first,
            let id = clients[client]?.resting.first, let connection = connections[id]
        else { return nil }
        close(id)
        return connection.close
    }

    private mutating func change(_ name: String, _ change: (inout Client) -> Void) {
        let before = clients[name]?.rank
        change(&clients[name, default: Client()])
        let after = clients[name]?.rank
        if clients[name]?.count == 0 { clients[name] = nil }
        guard after != before else { return }
        if let before { ranks[before].remove(name) }
        guard let after else { return }
        while ranks.count <= after { ranks.append(LeavingQueue()) }
        ranks[after].append(name)
        highestRank = max(highestRank, after)
    }
}
