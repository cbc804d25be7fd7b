import Cryptography
import Foundation
import Store
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Dandelion
@testable import Server

/// The pod as a stranger sees it, through a network that a test makes up.
@Suite struct OutsideTests {
    /// Answers like a web server before the pod.
    private final class World: HTTPTransport {
        typealias Answer =
            @Sendable (String) throws(TransportError) -> (Int, [HeaderField], [UInt8])
        let asked = Mutex<[String]>([])
        private let answer: Answer

        init(_ answer: @escaping Answer) {
            self.answer = answer
        }

        func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundResponse {
            asked.withLock { $0.append("\(request.url)") }
            let (status, headers, body) = try answer(request.url.target)
            return OutboundResponse(status: status, headers: headers, body: body, url: request.url)
        }
    }

    private let place: TemporaryFolder
    private let database: PodDatabase
    private let page = Array("<!doctype html><title>Mine</title>".utf8)
    private static let guards = HeadersCheck.wanted.map { HeaderField($0, "x") }

    init() throws {
        place = try TemporaryFolder()
        database = try PodDatabase.create(path: place.url.appending(path: "dandelion.sqlite").path)
        try Data(page).write(to: place.url.appending(path: "index.html"))
    }

    private func rows(_ world: World, at url: String = "https://pod.example") async throws
        -> [DoctorRow]
    {
        var doctor = Doctor()
        await OutsideExamination(
            url: try PodURL(url), tree: place.url, transport: world,
            book: SightingBook(database: database), random: SystemRandomBytes()
        ).run(&doctor)
        return doctor.rows
    }

    /// A web server as the files in `config/` make it, but for what a test changes.
    private func server(
        status: Int = 200, page: [UInt8]? = nil, headers: [HeaderField] = OutsideTests.guards,
        passage: Int = 404, sighting: Sighting? = .good
    ) -> World {
        let book = SightingBook(database: database)
        let body = page ?? self.page
        return World { target throws(TransportError) in
            guard target.hasPrefix("/_doctor/") else { return (status, headers, body) }
            if let sighting {
                do {
                    try book.note(String(target.dropFirst("/_doctor/".count)), sighting)
                } catch {
                    throw .badResponse(reason: "\(error)")
                }
            }
            return (passage, [], [])
        }
    }

    @Test func aPodAsItShouldBeHasNoFaultAndIsAskedTwice() async throws {
        let world = server()

        let rows = try await rows(world)

        #expect(rows.map(\.urgency) == [.ok, .ok, .ok, .ok], "\(rows)")
        #expect(rows.map(\.subject) == ["outside", "front page", "headers", "passage"])
        let asked = world.asked.withLock { $0 }
        #expect(asked.count == 2 && asked[0] == "https://pod.example/")
    }

    @Test(arguments: [
        (
            TransportError.refusedAddress("10.0.0.7"), Finding.Urgency.warning,
            "not seen from outside"
        ),
        (.refusedURL(.port(81)), .warning, "not seen from outside"),
        (.timedOut, .warning, "not seen from outside"),
        (.nameNotResolved(host: "pod.example"), .problem, "has no address"),
        (.tlsFailed(reason: "self-signed"), .problem, "certificate at port 443"),
        (.connectionFailed(reason: "refused"), .problem, "nobody answers at port 443"),
    ])
    func whyThereIsNoAnswerIsSaid(
        failure: TransportError, urgency: Finding.Urgency, text: String
    ) async throws {
        let rows = try await rows(World { (_) throws(TransportError) in throw failure })

        #expect(rows.map(\.subject) == ["outside"])
        #expect(rows.map(\.urgency) == [urgency])
        #expect(rows[0].text.contains(text), "\(rows[0].text)")
        #expect(rows[0].remedy != nil)
    }

    private func row(_ subject: String, _ world: World) async throws -> DoctorRow {
        try #require(try await rows(world).first { $0.subject == subject })
    }

    @Test func anotherFrontPageIsFound() async throws {
        let row = try await row("front page", server(page: Array("Welcome to nginx!".utf8)))

        #expect(row.urgency == .problem)
        #expect(row.remedy?.contains(place.url.path) == true)
        #expect(try await self.row("front page", server(status: 403)).text == "answers 403")
    }

    @Test func aTreeThatIsNotBuiltIsNotCompared() async throws {
        try FileManager.default.removeItem(at: place.url.appending(path: "index.html"))

        #expect(try await row("front page", server()).urgency == .ok)
    }

    @Test func headersThatAreLeftOutAreNamed() async throws {
        let row = try await row("headers", server(headers: Array(Self.guards.dropFirst())))

        #expect(row.urgency == .warning)
        #expect(row.text.contains("content-security-policy"))
    }

    @Test func whatDoesNotComeThroughIsFound() async throws {
        let stopped = try await row("passage", server(passage: 503, sighting: nil))
        #expect(stopped.urgency == .problem)
        #expect(stopped.text == "the web server does not reach `dandelion serve`")
        let filesAlone = try await row("passage", server(passage: 404, sighting: nil))
        #expect(filesAlone.urgency == .problem)
        #expect(filesAlone.text.contains("404"))
    }

    @Test func aWebServerThatHidesClientsOrHostIsFound() async throws {
        func text(_ sighting: Sighting) async throws -> String {
            let row = try await row("passage", server(sighting: sighting))
            #expect(row.urgency == .warning)
            return row.text + (row.remedy ?? "")
        }

        #expect(
            try await text(
                .init(host: "pod.example", peer: "10.0.0.2", isTrusted: false, isForwarded: true)
            )
            .contains("add 10.0.0.2 to server.trusted_proxies"))
        #expect(
            try await text(
                .init(host: "pod.example", peer: "::1", isTrusted: true, isForwarded: false)
            )
            .contains("X-Forwarded-For"))
        #expect(
            try await text(
                .init(host: "127.0.0.1", peer: "::1", isTrusted: true, isForwarded: true)
            )
            .contains("instead of pod.example"))
    }

    @Test func aPortOfThePodsOwnIsAsked() async throws {
        let world = server()

        _ = try await rows(world, at: "https://pod.example:8443")

        #expect(world.asked.withLock { $0[0] } == "https://pod.example:8443/")
    }

    @Test(
        arguments: [
            (nil, 0, Finding.Urgency.ok), (30, 9, .ok), (-70, 9, .warning), (4_000, 1, .warning),
            (-4_000, 3, .problem),
        ] as [(Int?, Int, Finding.Urgency)])
    func aClockThatIsWrongIsFound(offset: Int?, pods: Int, urgency: Finding.Urgency) {
        #expect(ClockCheck(offset: offset, podCount: pods).findings().map(\.urgency) == [urgency])
    }
}

extension Sighting {
    fileprivate static let good = Sighting(
        host: "pod.example", peer: "127.0.0.1", isTrusted: true, isForwarded: true)
}
