/// The connections that clients hold, in the order in which they may be closed: those on which nothing is asked, and
/// those whose answer is longest on its way.
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
        /// The answering connections, the one that began first before the others.
        var answering = LeavingQueue<ID>()
    }

    private var connections: [ID: Connection] = [:]
    private var clients: [String: Client] = [:]
    private var lastID: ID = 0
    /// The clients with resting connections, by how many they hold; and those with answering ones.
    private var withResting = ClientRanks()
    private var withAnswering = ClientRanks()
    private(set) var count = 0

    /// The names of the clients that hold anything.
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
            $0.answering.remove(id)
        }
        count -= 1
    }

    /// Marks a connection as answering.
    ///
    /// - Returns: Whether the connection is still open: it may have been closed to make room.
    mutating func wake(_ id: ID) -> Bool {
        guard let connection = connections[id] else { return false }
        change(connection.client) {
            $0.resting.remove(id)
            $0.answering.append(id)
        }
        return true
    }

    mutating func rest(_ id: ID) {
        guard let connection = connections[id] else { return }
        change(connection.client) {
            $0.answering.remove(id)
            $0.resting.append(id)
        }
    }

    /// Removes the connection that rests longest of the client that holds most, if that holds more than so many.
    ///
    /// - Returns: What closes it; nil if there is none.
    mutating func makeRoom(holdingMoreThan count: Int) -> (@Sendable () -> Void)? {
        take(withResting.largest(over: count).flatMap { clients[$0]?.resting.first })
    }

    /// Removes the connection whose answer is longest on its way, of the client that holds most.
    ///
    /// - Returns: What closes it; nil if there is none.
    mutating func cutAnswer(holdingMoreThan count: Int) -> (@Sendable () -> Void)? {
        take(withAnswering.largest(over: count).flatMap { clients[$0]?.answering.first })
    }

    private mutating func take(_ id: ID?) -> (@Sendable () -> Void)? {
        guard let id, let connection = connections[id] else { return nil }
        close(id)
        return connection.close
    }

    private mutating func change(_ name: String, _ change: (inout Client) -> Void) {
        let (resting, answering) = ranks(of: name)
        // In place: a copy would cost as much as the client has connections.
        change(&clients[name, default: Client()])
        let new = ranks(of: name)
        if clients[name]?.count == 0 { clients[name] = nil }
        withResting.move(name, from: resting, to: new.resting)
        withAnswering.move(name, from: answering, to: new.answering)
    }

    /// Returns the ranks of a client among those with resting and those with answering connections;
    /// nil where it has none.
    private func ranks(of name: String) -> (resting: Int?, answering: Int?) {
        guard let index = clients.index(forKey: name) else { return (nil, nil) }
        let count = clients.values[index].count
        return (
            clients.values[index].resting.isEmpty ? nil : count,
            clients.values[index].answering.isEmpty ? nil : count
        )
    }
}
