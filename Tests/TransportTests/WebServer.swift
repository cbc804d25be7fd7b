import Foundation
import Glibc
import TestSupport
import Testing

@testable import Transport

/// nginx on a loopback port, with a certificate for `pod.example`.
final class WebServer: Sendable {
    static let program = "/usr/sbin/nginx"

    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let port: UInt16
    /// The file of the authority that signed its certificate.
    let authority: String
    private let folder: TemporaryFolder
    private let process: Process

    init(offersHTTP2: Bool = true, requestsPerConnection: Int = 1000) async throws {
        folder = try TemporaryFolder()
        port = try LoopbackServer(answering: "").freedPort()
        let path = folder.url.path(percentEncoded: false)
        authority = path + "/authority.pem"
        let key = [
            "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        ]
        try Self.openssl(
            [
                "req", "-x509", "-subj", "/CN=Authority", "-keyout", path + "/authority.key",
                "-out", authority,
            ] + key)
        try Self.openssl(
            [
                "req", "-x509", "-CA", authority, "-CAkey", path + "/authority.key", "-subj",
                "/CN=Server",
                "-addext", "subjectAltName=DNS:pod.example", "-addext",
                "basicConstraints=critical,CA:FALSE",
                "-keyout", path + "/server.key", "-out", path + "/server.pem",
            ] + key)
        let configuration = try Fixture.text("nginx.conf")
            .replacing("FOLDER", with: path).replacing("PORT", with: "\(port)")
            .replacing("PROTOCOLS", with: offersHTTP2 ? "http2" : "")
            .replacing("REQUESTS", with: "\(requestsPerConnection)")
        try configuration.write(toFile: path + "/nginx.conf", atomically: true, encoding: .utf8)
        process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["-p", path, "-e", path + "/error.log", "-c", path + "/nginx.conf"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try await waitUntilListening()
    }

    deinit {
        // Not the gentler signal: a child has the mask of the thread that made it, which on a
        // dispatch queue blocks that one.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Asks until there is an answer: a connection is refused until nginx listens.
    private func waitUntilListening() async throws {
        let transport = try CurlTransport.development()
        let url = try OutboundURL(scheme: .http, host: "127.0.0.1", port: port)
        while process.isRunning {
            do throws(TransportError) {
                _ = try await transport.send(.patient(.get, url, identityPort: port))
                return
            } catch {
                guard case .connectionFailed = error else { throw error }
                await Task.yield()
            }
        }
        let log = try String(contentsOfFile: folder.url.path() + "/error.log", encoding: .utf8)
        Issue.record("nginx ended: \(log)")
    }

    private static func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}

extension LoopbackServer {
    /// A port that was free a moment ago.
    fileprivate func freedPort() -> UInt16 {
        stop()
        return port
    }
}
