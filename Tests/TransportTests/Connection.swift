import Glibc

/// One connection of a ``LoopbackServer``, used by one thread.
final class Connection {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// A request, or nil when the client has gone.
    func readRequest() -> ReceivedRequest? {
        while true {
            if let request = takeRequest() { return request }
            guard readMore() else { return nil }
        }
    }

    /// Whether the client is still there.
    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(
                    descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    func reply(_ body: String, status: String = "200 OK", headers: String = "") {
        write("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Returns when the client has gone.
    func waitForEnd() {
        while readMore() {}
    }

    /// Whether the client has gone within the time, in milliseconds: the pace of a slow server.
    func hasEnded(within milliseconds: Int32) -> Bool {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waited, 1, milliseconds) > 0 && !readMore()
    }

    private func readMore() -> Bool {
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else { return false }
        buffer += piece[..<count]
        return true
    }

    private func takeRequest() -> ReceivedRequest? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = buffer.indices.first(where: { buffer[$0...].starts(with: end) })
        else { return nil }
        let lines = String(decoding: buffer[..<start], as: UTF8.self).split(separator: "\r\n")
        let length =
            lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
        guard buffer.count >= start + 4 + length else { return nil }
        let body = Array(buffer[(start + 4)..<(start + 4 + length)])
        buffer.removeFirst(start + 4 + length)
        return ReceivedRequest(
            line: lines.first.map(String.init) ?? "", fields: lines.dropFirst().map(String.init),
            body: body)
    }
}
