import Foundation
import Glibc
import Synchronization

/// A server of bare sockets on a loopback address, which may misbehave as a test likes.
///
/// Each connection has a thread that runs the given function; it ends when that returns.
final class LoopbackServer: Sendable {
    typealias Serve = @Sendable (Connection) -> Void

    let address: String
    let port: UInt16
    private let listener: Int32
    private let state = Mutex(State())

    private struct State {
        var accepted = 0
        var open: Set<Int32> = []
        var isStopped = false
    }

    init(address: String = "127.0.0.1", port: UInt16 = 0, serve: @escaping Serve) throws {
        self.address = address
        let listener = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.listener = listener
        var reuse: Int32 = 1
        setsockopt(
            listener, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &name.sin_addr)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 512) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        guard isBound else {
            close(listener)
            throw POSIXError(.EADDRINUSE)
        }
        self.port = UInt16(bigEndian: name.sin_port)
        Thread { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                guard let self, self.begin(descriptor) else {
                    close(descriptor)
                    break
                }
                let thread = Thread { [weak self] in
                    serve(Connection(descriptor: descriptor))
                    self?.end(descriptor)
                    close(descriptor)
                }
                thread.stackSize = 1 << 18
                thread.start()
            }
            close(listener)
        }.start()
    }

    deinit { stop() }

    /// Connections that were accepted so far, of which one may still be on its way.
    var acceptedCount: Int { state.withLock(\.accepted) }

    /// Connections that were accepted besides one that this asks for itself, so that none can
    /// still be on its way.
    func settledAcceptedCount() -> Int {
        let before = acceptedCount
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(probe) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &name.sin_addr)
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // Connections are accepted in the order of their coming.
        while acceptedCount == before { sched_yield() }
        return acceptedCount - 1
    }

    func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            state.open.forEach { shutdown($0, Int32(SHUT_RDWR)) }
            shutdown(listener, Int32(SHUT_RDWR))
        }
    }

    private func begin(_ descriptor: Int32) -> Bool {
        state.withLock { state in
            guard !state.isStopped else { return false }
            state.accepted += 1
            state.open.insert(descriptor)
            return true
        }
    }

    private func end(_ descriptor: Int32) {
        state.withLock { state in
            _ = state.open.remove(descriptor)
        }
    }
}

extension LoopbackServer {
    /// A server that answers each request on a kept connection with the given text.
    convenience init(
        address: String = "127.0.0.1", port: UInt16 = 0, answering body: String
    ) throws {
        try self.init(address: address, port: port, serve: Self.answering(body))
    }

    /// A server that answers the first request of a connection with bytes as they are, then ends.
    convenience init(raw: String) throws {
        try self.init { connection in
            if connection.readRequest() != nil { connection.write(raw) }
        }
    }

    /// Two servers with one port, at different addresses.
    static func pair(
        _ first: (address: String, serve: Serve), _ second: (address: String, serve: Serve)
    ) throws -> (LoopbackServer, LoopbackServer) {
        while true {
            let one = try LoopbackServer(address: first.address, serve: first.serve)
            do {
                let two = try LoopbackServer(
                    address: second.address, port: one.port, serve: second.serve)
                return (one, two)
            } catch POSIXError.EADDRINUSE {
                // Somebody else has the port at the other address: take another one.
                continue
            }
        }
    }

    /// Answers each request on a kept connection with the given text.
    static func answering(_ body: String) -> Serve {
        { connection in
            while connection.readRequest() != nil { connection.reply(body) }
        }
    }

    /// A server that reads requests and says nothing.
    static func hanging() throws -> LoopbackServer {
        try LoopbackServer { $0.waitForEnd() }
    }
}
