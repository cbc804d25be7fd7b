import Testing

@testable import Transport

/// Servers that lie, dawdle or never end.
@Suite struct LimitTests {
    private func fetch(
        _ server: LoopbackServer, maximumBytes: Int = 1_048_576, deadline: Duration? = nil
    ) async throws -> OutboundResponse {
        var request = try server.request()
        request.maximumBytes = maximumBytes
        if let deadline { request.deadline = deadline }
        return try await CurlTransport.development().send(request)
    }

    @Test func attack7AServerOfOneByteAfterTheOtherMeetsTheDeadline() async throws {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while !connection.hasEnded(within: 20) && connection.write("x") {}
        }

        await #expect(throws: TransportError.timedOut) {
            try await fetch(server, deadline: .milliseconds(300))
        }
    }

    @Test func attack7AHeadOfOneByteAfterTheOtherMeetsTheDeadline() async throws {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nX-Slow: ")
            while !connection.hasEnded(within: 20) && connection.write("x") {}
        }

        await #expect(throws: TransportError.timedOut) {
            try await fetch(server, deadline: .milliseconds(300))
        }
    }

    @Test func attack7AnEndlessBodyIsCutOff() async throws {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            let piece = [UInt8](repeating: 120, count: 10_000)
            while connection.write(piece) {}
        }

        await #expect(throws: TransportError.bodyTooLarge(maximumBytes: 1_048_576)) {
            try await fetch(server)
        }
    }

    @Test func attack7AnEndlessBodyInChunksIsCutOff() async throws {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while connection.write("5\r\nhello\r\n") {}
        }

        await #expect(throws: TransportError.bodyTooLarge(maximumBytes: 5000)) {
            try await fetch(server, maximumBytes: 5000)
        }
    }

    /// It goes on for ever, as one of ten gigabytes does for the pod.
    @Test func attack7WhatDecompressesWithoutEndIsCutOff() async throws {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
            guard connection.write(EndlessGzip.beginning) else { return }
            while connection.write(EndlessGzip.continuation) {}
        }

        await #expect(throws: TransportError.bodyTooLarge(maximumBytes: 1_048_576)) {
            try await fetch(server)
        }
    }

    @Test func attack7AnAnnouncedLengthBeyondTheLimitIsRefusedUnread() async throws {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
            connection.waitForEnd()
        }

        await #expect(throws: TransportError.bodyTooLarge(maximumBytes: 1_048_576)) {
            try await fetch(server)
        }
    }

    @Test func attack7MoreThanTheAnnouncedLengthIsNotRead() async throws {
        let excess = String(repeating: "y", count: 100_000)
        let server = try LoopbackServer(
            raw: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello\(excess)")

        #expect(try await fetch(server).body == Array("hello".utf8))
    }

    @Test(arguments: [
        "Content-Length: 1000\r\n\r\nshort", "Content-Length: -5\r\n\r\nhello",
        "Content-Length: five\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    ])
    func attack7AnAnswerThatIsNotAsAnnouncedIsRefused(_ rest: String) async throws {
        let server = try LoopbackServer(raw: "HTTP/1.1 200 OK\r\n\(rest)")

        let error = await #expect(throws: TransportError.self) { try await fetch(server) }

        #expect(error?.podFailure == .httpFailed, "\(error?.description ?? "")")
    }

    @Test func whatIsNoHTTPIsRefused() async throws {
        let error = await #expect(throws: TransportError.self) {
            try await fetch(LoopbackServer(raw: "SSH-2.0-OpenSSH_9.2\r\n"))
        }

        guard case .badResponse? = error else { return #expect(error == nil) }
    }

    @Test(arguments: ["X-Field: value\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n", "x"])
    func anEndlessHeadIsCutOff(_ piece: String) async throws {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(piece.hasPrefix("HTTP") ? "" : "HTTP/1.1 200 OK\r\n")
            let pieces = String(repeating: piece, count: 100)
            while connection.write(pieces) {}
        }

        await #expect(throws: TransportError.headersTooLarge(maximumBytes: 65_536)) {
            try await fetch(server)
        }
    }

    @Test func aBodyOfJustTheLimitIsTaken() async throws {
        let body = String(repeating: "z", count: 5000)
        let server = try LoopbackServer(answering: body)

        #expect(try await fetch(server, maximumBytes: 5000).body.count == 5000)
        await #expect(throws: TransportError.bodyTooLarge(maximumBytes: 4999)) {
            try await fetch(server, maximumBytes: 4999)
        }
    }
}
