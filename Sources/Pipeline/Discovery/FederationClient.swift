internal import Diaspora
internal import Foundation
public import Transport

/// Asks other pods for their documents.
public struct FederationClient: Sendable {
    private let transport: any HTTPTransport
    /// Whether other pods are asked by `https`, as all are but pods on trial.
    public let isSecure: Bool

    public init(transport: any HTTPTransport, isSecure: Bool = true) {
        self.transport = transport
        self.isSecure = isSecure
    }

    /// The pod that a person's ID names.
    func pod(of id: DiasporaID) -> PodAddress { PodAddress(of: id, isSecure: isSecure) }

    /// - Parameter id: Whose pod it is: the port of the ID is the one that may be asked.
    /// - Parameter staysAtPod: Whether the answer is believed because of where it comes from: then
    ///   redirects must not leave the pod. Attack 11.
    /// - Returns: The document's bytes.
    /// - Throws: ``FetchError``.
    func get(
        _ url: String, of id: DiasporaID, accept: String = "*/*", maximumBytes: Int = 1 << 20,
        staysAtPod: Bool = true
    ) async throws(FetchError) -> [UInt8] {
        let response: OutboundResponse
        do throws(TransportError) {
            var request = OutboundRequest(
                .get, try OutboundURL.checked(url), headers: [HeaderField("Accept", accept)],
                kind: .fetch, maximumBytes: maximumBytes)
            request.identityPort = id.port
            response = try await transport.send(request)
        } catch {
            throw .transport(error)
        }
        guard !staysAtPod || response.redirects.isEmpty || isPod(of: id, "\(response.url)") else {
            throw .leftThePod("\(response.url)")
        }
        switch response.status {
        case 200...299: return response.body
        case 404, 410: throw .notThere
        default: throw .status(response.status)
        }
    }

    private func isPod(of id: DiasporaID, _ url: String) -> Bool {
        PodAddress(url: url)?.isSamePod(as: pod(of: id)) == true
    }
}
