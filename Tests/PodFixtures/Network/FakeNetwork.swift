import Cryptography
import Diaspora
import Foundation
import Synchronization
import Testing

@testable import Transport

/// All other pods: answers what they are asked for, and keeps what they are sent.
final class FakeNetwork: HTTPTransport {
    /// One request to `/receive/…`.
    struct Arrival: Sendable {
        /// Host and path.
        let destination: String
        let type: String?
        let body: [UInt8]

        var host: String { String(destination.prefix { $0 != "/" }) }
    }

    enum Answer: Sendable {
        case status(Int)
        case failure(TransportError)
        case document([UInt8])
        /// A document that came from another place.
        case redirected([UInt8], to: String)
        /// Nothing, until whoever asks gives up.
        case silence
    }

    private struct State {
        var people: [DiasporaID: RemotePerson] = [:]
        var answers: [String: Answer] = [:]
        var deliveries: [String: Answer] = [:]
        var arrivals: [Arrival] = []
        var tries: [String: Int] = [:]
        var asked: [String] = []
        var otherPlaces: [String: Set<String>] = [:]
    }

    private let state = Mutex(State())

    func add(_ people: RemotePerson...) {
        state.withLock { state in for person in people { state.people[person.id] = person } }
    }

    /// Says that there is nobody of that ID any more.
    func remove(_ person: RemotePerson) {
        state.withLock { _ = $0.people.removeValue(forKey: person.id) }
    }

    /// What a URL answers, before anything else is looked at.
    func answer(_ url: String, _ answer: Answer?) {
        state.withLock { $0.answers[url] = answer }
    }

    /// What a host, or one inbox (`host/path`), answers to deliveries; 202 if nothing is said.
    func deliveries(to place: String, _ answer: Answer?) {
        state.withLock { $0.deliveries[place] = answer }
    }

    /// What was taken.
    var arrivals: [Arrival] { state.withLock { $0.arrivals } }

    /// How often each inbox was tried.
    func tries(_ destination: String) -> Int { state.withLock { $0.tries[destination] ?? 0 } }

    /// The URLs that were asked for.
    var asked: [String] { state.withLock { $0.asked } }

    /// The hosts and ports to which the answer of a URL could have sent on, beside its own pod.
    func otherPlaces(of url: String) -> Set<String> { state.withLock { $0.otherPlaces[url] ?? [] } }

    func forget() {
        state.withLock { state in
            state.arrivals = []
            state.asked = []
            state.tries = [:]
        }
    }

    // MARK: - HTTPTransport

    func send(_ request: OutboundRequest) async throws(TransportError) -> OutboundResponse {
        switch request.method {
        case .post: return try take(request)
        case .get, .head:
            let response = try await answer(request)
            guard request.method == .get else {
                return OutboundResponse(
                    status: response.status, url: response.url, redirects: response.redirects)
            }
            guard response.body.count <= request.maximumBytes else {
                throw .bodyTooLarge(maximumBytes: request.maximumBytes)
            }
            return response
        }
    }

    private func take(_ request: OutboundRequest) throws(TransportError) -> OutboundResponse {
        let destination = String("\(request.url)".dropFirst("https://".count))
        let arrival = Arrival(
            destination: destination,
            type: request.headers.first { $0.name == "Content-Type" }?.value,
            body: request.body?.bytes ?? [])
        let answer = state.withLock { state in
            state.tries[destination, default: 0] += 1
            return state.deliveries[destination] ?? state.deliveries[arrival.host]
                ?? .status(202)
        }
        switch answer {
        case .status(let status):
            if (200...299).contains(status) { state.withLock { $0.arrivals.append(arrival) } }
            return OutboundResponse(status: status, url: request.url)
        case .failure(let error): throw error
        case .document, .redirected, .silence:
            return OutboundResponse(status: 302, url: request.url)
        }
    }

    private func answer(
        _ request: OutboundRequest
    ) async throws(TransportError) -> OutboundResponse {
        let url = request.url
        if request.isRefused(url.authority) { throw .refusedHost(url.authority) }
        if Task.isCancelled { throw .cancelled }
        let text = "\(url)"
        let answer = state.withLock { state in
            state.asked.append(text)
            state.otherPlaces[text] = request.otherAuthorities
            return state.answers[text] ?? Self.document(text, state.people)
        }
        switch answer {
        case .document(let body): return OutboundResponse(status: 200, body: body, url: url)
        case .status(let status): return OutboundResponse(status: status, url: url)
        case .failure(let error): throw error
        case .redirected(let body, let place):
            let end: OutboundURL
            do {
                end = try OutboundURL(place)
            } catch {
                throw .refusedURL(error)
            }
            if request.isRefused(end.authority) { throw .refusedHost(end.authority) }
            return OutboundResponse(status: 200, body: body, url: end, redirects: [url])
        case .silence:
            let (never, _) = AsyncStream.makeStream(of: Never.self)
            for await _ in never {}
            throw .cancelled
        case nil: return OutboundResponse(status: 404, url: url)
        }
    }

    private static func document(
        _ url: String, _ people: [DiasporaID: RemotePerson]
    ) -> Answer? {
        for person in people.values {
            let pod = PodAddress(of: person.id)
            if url == pod.webFinger(person.id) { return .document(person.webFinger()) }
            if url == pod.hCard(person.guid), let card = try? person.card() {
                return .document(card)
            }
        }
        return nil
    }
}

extension OutboundBody {
    var bytes: [UInt8] {
        guard let start else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }
}

extension FakeNetwork {
    /// A pod that holds the reference's connection check.
    func answerChecks(of host: String) {
        let links = """
            {"links":[{"rel":"http://nodeinfo.diaspora.software/ns/schema/1.0",
            "href":"https://\(host)/nodeinfo/1.0"}]}
            """
        let info = """
            {"version":"1.0","software":{"name":"diaspora","version":"0.9.0.0"},
            "protocols":{"inbound":["diaspora"],"outbound":["diaspora"]},
            "services":{"inbound":[],"outbound":[]},"openRegistrations":true,
            "usage":{"users":{}},"metadata":{"nodeName":"One"}}
            """
        answer("https://\(host)/", .document(Array("<html></html>".utf8)))
        answer("https://\(host)/.well-known/nodeinfo", .document(Array(links.utf8)))
        answer("https://\(host)/nodeinfo/1.0", .document(Array(info.utf8)))
    }
}
