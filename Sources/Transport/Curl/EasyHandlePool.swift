/// Easy handles that wait for their next transfer.
struct EasyHandlePool {
    private let capacity: Int
    /// The one that was used last is the last.
    private var idle: [EasyHandle] = []

    /// - Parameter capacity: As many are kept.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Takes the handle that may still have a TLS session with this origin, or another one.
    mutating func take(for origin: String) throws(TransportError) -> EasyHandle {
        let easy: EasyHandle
        if let index = idle.lastIndex(where: { $0.lastOrigin == origin }) {
            easy = idle.remove(at: index)
        } else if idle.count < capacity {
            easy = try EasyHandle()
        } else {
            easy = idle.removeFirst()
        }
        easy.lastOrigin = origin
        return easy
    }

    mutating func put(_ easy: EasyHandle) {
        if idle.count >= capacity { idle.removeFirst() }
        idle.append(easy)
    }
}
