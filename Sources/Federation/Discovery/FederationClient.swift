internal import Diaspora
internal import Foundation
public import Transport

/// The client for documents of other pods.
public struct FederationClient: Sendable {
    private let transport: any HTTPTransport
    private let blocks: PodBlocks
    /// Whether requests to other pods use `https`, as they do unless the configuration allows plain HTTP.
    public let isSecure: Bool

    public init(transport: any HTTPTransport, blocks: PodBlocks, isSecure: Bool = true) {
        self.transport = transport
        self.blocks = blocks
        self.isSecure = isSecure
    }

    /// Returns the address of the pod that a person's ID names.
    func pod(of id: DiasporaID) -> PodAddress { PodAddress(of: id, isSecure: isSecure) }

    /// The hosts from which a response is accepted after redirects.
    enum Redirects {
        /// The pod itself only: the response is trusted because of its origin. Attack 11.
        case withinPod
        /// Any host, as the response is signed; other ports than the usual one only if the pod's
        /// own ID names it, or on the very hosts and ports of these people.
        case anywhere(orTo: [DiasporaID])
    }

    /// Requests a document and returns its bytes.
    ///
    /// - Parameter id: The ID of a person of the pod, whose port is the one to which requests are allowed.
    /// - Returns: The document's bytes.
    func get(
        _ url: String, of id: DiasporaID, accept: String = "*/*", maximumBytes: Int = 1 << 20
    ) async throws(FetchError) -> [UInt8] {
        try await document(url, of: id, accept: accept, maximumBytes: maximumBytes).bytes
    }

    /// Requests the headers of a document, to find out whether it could be fetched.
    func head(_ url: String, of id: DiasporaID, accept: String) async throws(FetchError) {
        _ = try await document(url, of: id, method: .head, accept: accept)
    }

    /// Requests a document.
    ///
    /// - Returns: The document, to be held as long as anything read from it is.
    func document(
        _ url: String, of id: DiasporaID, method: OutboundRequest.Method = .get,
        accept: String = "*/*", maximumBytes: Int = 1 << 20, redirects: Redirects = .withinPod
    ) async throws(FetchError) -> FetchedDocument {
        guard try !isBlocked(id.pod) else { throw .blocked }
        let response: OutboundResponse
        do throws(TransportError) {
            var request = OutboundRequest(
                method, try OutboundURL.checked(url), headers: [HeaderField("Accept", accept)],
                kind: .fetch, maximumBytes: maximumBytes)
            request.identityPort = id.port
            request.isRefused = { [blocks, asked = id.pod] authority in
                let pod = PodName(authority: authority)
                // A pod that cannot be looked up is not asked.
                return pod != asked && (try? blocks.contain(pod)) != false
            }
            if case .anywhere(let people) = redirects {
                request.otherAuthorities = Set(people.map(\.authority))
            }
            response = try await transport.send(request)
        } catch {
            throw .transport(error)
        }
        if case .withinPod = redirects, !response.redirects.isEmpty,
            !isPod(of: id, "\(response.url)")
        {
            throw .leftThePod("\(response.url)")
        }
        switch response.status {
        case 200...299: return FetchedDocument(response)
        case 404, 410: throw .notThere
        default: throw .status(response.status)
        }
    }

    private func isBlocked(_ pod: PodName) throws(FetchError) -> Bool {
        do {
            return try blocks.contain(pod)
        } catch {
            throw .unknown("\(error)")
        }
    }

    private func isPod(of id: DiasporaID, _ url: String) -> Bool {
        PodAddress(url: url)?.isSamePod(as: pod(of: id)) == true
    }
}
